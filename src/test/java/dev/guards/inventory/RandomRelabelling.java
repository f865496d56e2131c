package dev.guards.inventory;

import dev.guards.regex.ValueSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random label sets, members of them, and rules that have something to do with them. */
final class RandomRelabelling {
    private static final List<String> NAMES = List.of("a", "b", "c", "meta_a", "meta_b", "meta_c", "__address__");
    private static final List<String> VALUES = List.of("x", "y1", "y2", "host:80", "host:9090", "/web-1", "", "api-7", "Z");
    private static final List<String> REGEXES = List.of("(.*)", "(.+)", "", "x", "y.", "y(.)", "([^:]+)(?::\\d+)?", "/(.*)", "([a-z]+)-([0-9]+)",
            ".*;x", "(.*);(.+)", "host:(\\d+);?.*", "x|y1", "(?i)z", "meta_(.+)", "a|b", "[ab]", "meta_.*");
    private static final List<String> LANGUAGES = List.of("api-[0-9]+", "/?[a-z]+-1", "host:[0-9]+", "[xy][12]?");
    private static final List<List<String>> MEMBERS = List.of(List.of("api-7", "api-12"), List.of("/web-1", "web-1"),
            List.of("host:80", "host:9090"), List.of("x", "y1", "y2"));
    private static final List<String> REPLACEMENTS = List.of("$1", "${1}", "fixed", "", "$2-$1", "p_$1", "$0");

    private final Random random;
    private final Map<String, List<String>> members = new TreeMap<>();
    private boolean open;

    RandomRelabelling(Random random) {
        this.random = random;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String rules() {
        StringBuilder out = new StringBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String regex = ", regex: '" + pick(REGEXES) + "'";
            String sources = "source_labels: [" + pick(NAMES) + (random.nextBoolean() ? "" : ", " + pick(NAMES)) + "]";
            out.append("- {").append(switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> sources + regex + ", target_label: " + pick(NAMES) + ", replacement: '" + pick(REPLACEMENTS) + "'";
                case 4 -> "action: keep, " + sources + regex;
                case 5 -> "action: drop, " + sources + regex;
                case 6 -> "action: labelmap" + regex + ", replacement: '" + pick(List.of("$1", "m_$1", "a")) + "'";
                case 7 -> "action: labeldrop" + regex;
                case 8 -> "action: labelkeep" + regex;
                case 9 -> "action: " + pick(List.of("lowercase", "uppercase")) + ", " + sources + ", target_label: " + pick(NAMES);
                case 10 -> "action: " + pick(List.of("keepequal", "dropequal")) + ", " + sources + ", target_label: " + pick(NAMES);
                default -> random.nextBoolean() ? "action: hashmod, modulus: 3, " + sources + ", target_label: " + pick(NAMES)
                        : sources + regex + ", target_label: 't_${1}', replacement: v";
            }).append("}\n");
        }
        return out.toString();
    }

    Map<String, ValueSet> sets() {
        Map<String, ValueSet> sets = new TreeMap<>();
        for (String name : NAMES) {
            int shape = random.nextInt(4);
            if (shape == 0) {
                int language = random.nextInt(LANGUAGES.size());
                sets.put(name, ValueSet.regular(LANGUAGES.get(language), LANGUAGES.get(language)));
                members.put(name, MEMBERS.get(language));
            } else if (shape == 1) {
                List<String> values = List.of(pick(VALUES), pick(VALUES), pick(VALUES));
                sets.put(name, ValueSet.ofAll(values));
                members.put(name, values);
            } else if (shape == 2) {
                String value = pick(VALUES);
                sets.put(name, ValueSet.of(value));
                members.put(name, List.of(value));
            } else if (random.nextInt(4) == 0) {
                sets.put(name, ValueSet.any());
                members.put(name, VALUES);
            }
        }
        open = random.nextInt(4) == 0;
        return sets;
    }

    ValueSet openNames() {
        return open ? ValueSet.regular("meta_.+", "meta_...") : ValueSet.none();
    }

    Map<String, String> member(Map<String, ValueSet> sets) {
        Map<String, String> member = new TreeMap<>();
        members.forEach((name, values) -> member.put(name, pick(values)));
        if (open) {
            for (String name : List.of("meta_a", "meta_q")) {
                if (!sets.containsKey(name) && random.nextBoolean()) {
                    member.put(name, pick(VALUES));
                }
            }
        }
        List<String> empty = new ArrayList<>();
        member.forEach((name, value) -> {
            if (value.isEmpty()) {
                empty.add(name);
            }
        });
        empty.forEach(member::remove);
        return member;
    }
}
