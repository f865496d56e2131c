package dev.guards.config.prometheus;

import dev.guards.config.prometheus.RelabelRule.Action;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Mapping;
import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Scalar;
import dev.guards.text.Sequence;
import dev.guards.text.Span;
import dev.guards.text.Suggest;
import dev.guards.text.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads relabelling rules and refuses what Prometheus refuses. */
public final class RelabelReader {
    static final String RULE = "relabel-action-invalid";
    private static final List<String> FIELDS = List.of("source_labels", "separator", "regex", "modulus", "target_label", "replacement",
            "action");
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final NameScheme scheme;
    private final Consumer<Problem> problems;
    private boolean valid;

    private RelabelReader(NameScheme scheme, Consumer<Problem> problems) {
        this.scheme = scheme;
        this.problems = problems;
    }

    /** Reads a list of rules; an absent list has none. Field names may also be in camel case, as custom resources have them. */
    public static List<RelabelRule> readAll(Node list, NameScheme scheme, Consumer<Problem> problems) {
        List<RelabelRule> rules = new ArrayList<>();
        for (Node node : list.items()) {
            if (node instanceof Mapping) {
                rules.add(read(node, scheme, problems));
            }
        }
        return rules;
    }

    /** Reads one rule with Prometheus' defaults. */
    public static RelabelRule read(Node node, NameScheme scheme, Consumer<Problem> problems) {
        return new RelabelReader(scheme, problems).rule(node, true);
    }

    /** Reads one rule as it stands, without defaults, as an embedding program might build it. */
    static RelabelRule readLiteral(Node node, NameScheme scheme, Consumer<Problem> problems) {
        return new RelabelReader(scheme, problems).rule(node, false);
    }

    private RelabelRule rule(Node node, boolean defaults) {
        valid = true;
        List<String> given = new ArrayList<>();
        for (Mapping.Entry entry : node.entries()) {
            String field = snakeCase(entry.key().value());
            if (FIELDS.contains(field)) {
                given.add(field);
            } else {
                String near = Suggest.nearest(field, FIELDS);
                refuse(entry.key().span(), "field " + entry.key() + " not found in type relabel.plain",
                        near == null ? "the fields are " + String.join(", ", FIELDS) : "did you mean `" + near + "`?");
            }
        }
        Text separator = text(node, "separator", defaults ? RelabelRule.DEFAULT_SEPARATOR : "");
        Text regexText = text(node, "regex", defaults ? RelabelRule.DEFAULT_REGEX : "");
        Text target = text(node, "target_label", "");
        Text replacement = text(node, "replacement", defaults ? RelabelRule.DEFAULT_REPLACEMENT : "");
        Action action = action(node, defaults);
        List<Text> sources = sources(field(node, "source_labels"));
        long modulus = modulus(field(node, "modulus"));
        Re2 regex = regex(regexText, field(node, "regex").span());
        if (action != null && valid) {
            new Check(node, action, sources, separator, modulus, target, replacement, given).run();
        }
        return new RelabelRule(action == null ? Action.REPLACE : action, sources, separator, regex, regexText, modulus, target,
                replacement, given, valid, node.span());
    }

    private Action action(Node node, boolean defaults) {
        Node value = field(node, "action");
        if (!value.isPresent() || value.isNull()) {
            if (defaults && !value.isPresent()) {
                return Action.REPLACE;
            }
            refuse(value.isPresent() ? value.span() : node.span(), "relabel action cannot be empty", "");
            return null;
        }
        String word = value.string("");
        Action action = Action.of(word);
        if (action == null) {
            String near = Suggest.nearest(word, Action.words());
            refuse(value.span(), word.isEmpty() ? "relabel action cannot be empty" : "unknown relabel action \"" + word + "\"",
                    near == null ? "the actions are " + String.join(", ", Action.words()) : "did you mean `" + near + "`?");
        }
        return action;
    }

    private List<Text> sources(Node node) {
        if (node.isPresent() && !node.isNull() && !(node instanceof Sequence)) {
            refuse(node.span(), "cannot unmarshal " + node.kind() + " into a list of label names", "write it as a list: [" + node.string("a")
                    + "]");
            return node.texts();
        }
        List<Text> names = node.texts();
        for (Text name : names) {
            if (!scheme.isLabelName(name)) {
                refuse(name.span(), "\"" + name + "\" is not a valid label name", "");
            }
        }
        return names;
    }

    private Re2 regex(Text pattern, Span span) {
        if (pattern.value().indexOf(dev.guards.text.Unknown.MARK) >= 0) {
            return null;
        }
        try {
            return Re2.compile(pattern.value());
        } catch (Re2Exception e) {
            Span place = e.position() > 0 && e.position() < pattern.length() ? pattern.span(e.position(), pattern.length()) : span;
            refuse(place, "error parsing regexp: " + e.getMessage(), "Prometheus takes RE2 syntax: no lookaround, no back-references");
            return null;
        }
    }

    private long modulus(Node node) {
        if (!node.isPresent() || node.isNull()) {
            return 0;
        }
        try {
            BigInteger number = new BigInteger(node.string("").replace("_", ""));
            if (number.signum() >= 0 && number.compareTo(LARGEST) <= 0) {
                return number.longValue();
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        refuse(node.span(), "cannot unmarshal `" + node.string(node.kind()) + "` into uint64", "modulus is a positive number");
        return 0;
    }

    private Text text(Node node, String name, String otherwise) {
        Node value = field(node, name);
        if (value.isPresent() && !(value instanceof Scalar)) {
            refuse(value.span(), "cannot unmarshal " + value.kind() + " into a text", "");
        }
        Text text = value.text();
        return text == null ? Text.of(otherwise) : text;
    }

    /** A field in either spelling. */
    static Node field(Node node, String name) {
        Node value = node.get(name);
        return value.isPresent() || name.indexOf('_') < 0 ? value : node.get(camelCase(name)).isPresent() ? node.get(camelCase(name)) : value;
    }

    private static String camelCase(String name) {
        int underscore = name.indexOf('_');
        return name.substring(0, underscore) + Character.toUpperCase(name.charAt(underscore + 1)) + name.substring(underscore + 2);
    }

    private static String snakeCase(String name) {
        return name.equals("sourceLabels") ? "source_labels" : name.equals("targetLabel") ? "target_label" : name;
    }

    private void refuse(Span span, String message, String help) {
        valid = false;
        problems.accept(new Problem(RULE, span, message, help));
    }

    /** What Prometheus checks once a rule is read; the first failure counts. */
    private final class Check {
        private final Node node;
        private final Action action;
        private final List<Text> sources;
        private final Text separator;
        private final long modulus;
        private final Text target;
        private final Text replacement;
        private final List<String> given;

        Check(Node node, Action action, List<Text> sources, Text separator, long modulus, Text target, Text replacement,
                List<String> given) {
            this.node = node;
            this.action = action;
            this.sources = sources;
            this.separator = separator;
            this.modulus = modulus;
            this.target = target;
            this.replacement = replacement;
            this.given = given;
        }

        void run() {
            boolean equal = action == Action.KEEPEQUAL || action == Action.DROPEQUAL;
            if (action == Action.HASHMOD && modulus == 0) {
                refuse(node.span(), "relabel configuration for hashmod requires non-zero modulus", "add `modulus:`");
            } else if ((action.writesTarget() || equal) && target.isEmpty()) {
                refuse(node.span(), "relabel configuration for " + action.word() + " action requires 'target_label' value",
                        "add `target_label:`");
            } else if (!isTargetName()) {
                refuse(target.span(), "\"" + target + "\" is invalid 'target_label' for " + action.word() + " action",
                        "a label name has letters, digits and underscores");
            } else if ((equal || action == Action.LOWERCASE || action == Action.UPPERCASE)
                    && !replacement.value().equals(RelabelRule.DEFAULT_REPLACEMENT)) {
                refuse(place("replacement"), "'replacement' can not be set for " + action.word() + " action", "remove it");
            } else if (action == Action.LABELMAP && !isTemplate(replacement)) {
                refuse(place("replacement"), "\"" + replacement + "\" is invalid 'replacement' for labelmap action", "");
            } else if (equal && (given.contains("regex") || modulus != 0 || !hasDefaultSeparator())) {
                refuse(place("regex", "modulus", "separator"), action.word()
                        + " action requires only 'source_labels' and `target_label`, and no other fields", "remove the others");
            } else if ((action == Action.LABELDROP || action == Action.LABELKEEP) && (given.contains("source_labels")
                    || !target.isEmpty() || modulus != 0 || !hasDefaultSeparator()
                    || !replacement.value().equals(RelabelRule.DEFAULT_REPLACEMENT))) {
                refuse(place("source_labels", "target_label", "modulus", "separator", "replacement"), action.word()
                        + " action requires only 'regex', and no other fields",
                        "it works on label names: write them as `regex:` and remove the others");
            }
        }

        private boolean hasDefaultSeparator() {
            return separator.value().equals(RelabelRule.DEFAULT_SEPARATOR);
        }

        private boolean isTargetName() {
            return switch (action) {
                case REPLACE -> isTemplate(target);
                case LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL, HASHMOD -> scheme.isLabelName(target);
                default -> true;
            };
        }

        private boolean isTemplate(Text template) {
            boolean reference = template.value().indexOf('$') >= 0 || action == Action.LABELMAP;
            return scheme == NameScheme.LEGACY && reference ? NameScheme.isLegacyTemplate(template) : scheme.isLabelName(template);
        }

        private Span place(String... fields) {
            for (String name : fields) {
                Node value = field(node, name);
                if (value.isPresent()) {
                    return value.span();
                }
            }
            return node.span();
        }
    }
}
