package dev.guards.config.pipeline;

import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Functions of stage templates: Go's own, Promtail's and those of its template library that are pure text or arithmetic. */
final class GoFunctions {
    /** Functions that exist and are not evaluated here: encoders, hashes, dates, lists, dictionaries, random values. */
    private static final Set<String> KNOWN = Set.of(("abbrev abbrevboth add1 ago all any append atoi b32dec b32enc b64dec b64enc base "
            + "biggest bcrypt buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains date dateInZone "
            + "dateModify date_in_zone date_modify decryptAES deepCopy deepEqual derivePassword dict dig dir duration durationRound "
            + "encryptAES ext fail first float64 floor fromJson genCA genPrivateKey genSelfSignedCert genSignedCert get "
            + "getHostByName has hasKey htmlDate htmlDateInZone htpasswd indent initial initials int int64 isAbs join kebabcase "
            + "keys kindIs kindOf last list max maxf merge mergeOverwrite min minf mustAppend mustChunk mustCompact mustDateModify "
            + "mustDeepCopy mustFirst mustFromJson mustHas mustInitial mustLast mustMerge mustMergeOverwrite mustPrepend mustPush "
            + "mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit "
            + "mustRest mustReverse mustSlice mustToDate mustToJson mustToPrettyJson mustToRawJson mustUniq mustWithout "
            + "must_date_modify nindent nospace now omit osBase osClean osDir osExt osIsAbs pick pluck plural prepend push quote "
            + "randAlpha randAlphaNum randAscii randBytes randInt randNumeric regexFind regexFindAll regexMatch regexQuoteMeta "
            + "regexSplit repeat rest reverse round semver semverCompare seq set sha1sum sha256sum sha512sum adler32sum shuffle slice "
            + "snakecase sortAlpha split splitList splitn squote substr swapcase ternary title toDate toDecimal toJson "
            + "toPrettyJson toRawJson toString toStrings trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset "
            + "until untilStep untitle urlJoin urlParse uuidv4 values without wrap wrapWith env expandenv hello subf addf mulf divf "
            + "add1f fdiv html js urlquery call print printf println len index not and or eq ne lt le gt ge "
            + "Hash Sha2Hash").split(" "));
    private static final Set<String> EVALUATED = Set.of("ToLower", "ToUpper", "Replace", "Trim", "TrimLeft", "TrimRight",
            "TrimPrefix", "TrimSuffix", "TrimSpace", "regexReplaceAll", "regexReplaceAllLiteral", "lower", "upper", "trim", "trimAll",
            "trimPrefix", "trimSuffix", "replace", "default", "empty", "hasPrefix", "hasSuffix", "add", "sub", "mul", "div", "mod");

    private GoFunctions() {
    }

    static boolean isKnown(String name) {
        return EVALUATED.contains(name) || KNOWN.contains(name);
    }

    static boolean isTrue(Object value) {
        return !(value == null || "".equals(value) || Boolean.FALSE.equals(value)
                || value instanceof Long l && l == 0 || value instanceof Double d && d == 0
                || value instanceof Map<?, ?> map && map.isEmpty());
    }

    static Object number(String text) throws GoTemplate.SyntaxException {
        try {
            if (text.indexOf('.') >= 0) {
                return Double.valueOf(text);
            }
            return Long.decode(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new GoTemplate.SyntaxException("bad number syntax: \"" + text + "\"", 0);
        }
    }

    static Object call(String name, List<GoTemplate.Term> terms, GoTemplate.Scope scope) {
        if (name.equals("and") || name.equals("or")) {
            Object value = null;
            for (GoTemplate.Term term : terms) {
                value = term.of(scope);
                if (isTrue(value) == name.equals("or")) {
                    return value;
                }
            }
            return value;
        }
        List<Object> a = new ArrayList<>();
        for (GoTemplate.Term term : terms) {
            a.add(term.of(scope));
        }
        try {
            return apply(name, a);
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw new GoTemplate.Stop("wrong arguments for " + name, true);
        } catch (ArithmeticException e) {
            throw new GoTemplate.Stop("error calling " + name, true);
        }
    }

    private static Object apply(String name, List<Object> a) {
        return switch (name) {
            case "ToLower", "lower" -> string(a, 0).toLowerCase(Locale.ROOT);
            case "ToUpper", "upper" -> string(a, 0).toUpperCase(Locale.ROOT);
            case "TrimSpace", "trim" -> string(a, 0).strip();
            case "Replace" -> replace(string(a, 0), string(a, 1), string(a, 2), (Long) a.get(3));
            case "replace" -> replace(string(a, 2), string(a, 0), string(a, 1), -1);
            case "Trim" -> trim(string(a, 0), string(a, 1), true, true);
            case "trimAll" -> trim(string(a, 1), string(a, 0), true, true);
            case "TrimLeft" -> trim(string(a, 0), string(a, 1), true, false);
            case "TrimRight" -> trim(string(a, 0), string(a, 1), false, true);
            case "TrimPrefix" -> withoutPrefix(string(a, 0), string(a, 1));
            case "trimPrefix" -> withoutPrefix(string(a, 1), string(a, 0));
            case "TrimSuffix" -> withoutSuffix(string(a, 0), string(a, 1));
            case "trimSuffix" -> withoutSuffix(string(a, 1), string(a, 0));
            case "regexReplaceAll" -> regexReplaceAll(string(a, 0), string(a, 1), string(a, 2));
            case "hasPrefix" -> string(a, 1).startsWith(string(a, 0));
            case "hasSuffix" -> string(a, 1).endsWith(string(a, 0));
            case "contains" -> string(a, 1).contains(string(a, 0));
            case "default" -> isTrue(a.get(1)) ? a.get(1) : a.get(0);
            case "empty" -> !isTrue(a.get(0));
            case "not" -> !isTrue(a.get(0));
            case "eq" -> a.subList(1, a.size()).stream().anyMatch(v -> java.util.Objects.equals(v, a.get(0)));
            case "ne" -> !java.util.Objects.equals(a.get(0), a.get(1));
            case "lt" -> compare(a) < 0;
            case "le" -> compare(a) <= 0;
            case "gt" -> compare(a) > 0;
            case "ge" -> compare(a) >= 0;
            case "add" -> a.stream().mapToLong(GoFunctions::integer).sum();
            case "sub" -> integer(a.get(0)) - integer(a.get(1));
            case "mul" -> a.stream().mapToLong(GoFunctions::integer).reduce(1, (x, y) -> x * y);
            case "div" -> integer(a.get(0)) / integer(a.get(1));
            case "mod" -> integer(a.get(0)) % integer(a.get(1));
            case "print" -> a.size() == 1 && a.get(0) instanceof String ? a.get(0) : unknown(name);
            case "len" -> a.get(0) instanceof String s ? (long) s.getBytes(java.nio.charset.StandardCharsets.UTF_8).length : unknown(name);
            default -> unknown(name);
        };
    }

    private static Object unknown(String name) {
        throw new GoTemplate.Stop(name + " is not evaluated", false);
    }

    private static String string(List<Object> arguments, int index) {
        Object value = arguments.get(index);
        if (value == null) {
            throw new GoTemplate.Stop("invalid value; expected string", true);
        }
        return (String) value;
    }

    private static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        try {
            return value instanceof String s ? Long.parseLong(s) : value instanceof Double d ? d.longValue() : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int compare(List<Object> a) {
        if (a.get(0) instanceof String left && a.get(1) instanceof String right) {
            return left.compareTo(right);
        }
        if (a.get(0) instanceof Long left && a.get(1) instanceof Long right) {
            return Long.compare(left, right);
        }
        throw new GoTemplate.Stop("incompatible types for comparison", true);
    }

    private static String replace(String text, String old, String with, long times) {
        if (times < 0) {
            return text.replace(old, with);
        }
        String result = text;
        int from = 0;
        for (long i = 0; i < times; i++) {
            int at = result.indexOf(old, from);
            if (at < 0 || old.isEmpty()) {
                break;
            }
            result = result.substring(0, at) + with + result.substring(at + old.length());
            from = at + with.length();
        }
        return result;
    }

    private static String trim(String text, String cut, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && cut.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (right && end > start && cut.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static Object regexReplaceAll(String pattern, String text, String replacement) {
        try {
            return Re2.compile(pattern).replaceAll(text, replacement);
        } catch (Re2Exception e) {
            throw new GoTemplate.Stop("error calling regexReplaceAll: " + e.getMessage(), true);
        }
    }
}
