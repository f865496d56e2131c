package dev.guards.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options and operands of one command. Options are {@code --name}, {@code --name VALUE} or {@code --name=VALUE}; which
 * take a value is declared by the command; everything behind {@code --} is an operand.
 */
final class Arguments {
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    /**
     * @param flags  names of options without a value, without dashes
     * @param valued names of options with a value
     */
    static Arguments parse(List<String> words, List<String> flags, List<String> valued) throws UsageException {
        Arguments parsed = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                parsed.operands.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("--")) {
                parsed.operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            if (flags.contains(name)) {
                if (equals >= 0) {
                    throw new UsageException("option --" + name + " takes no value");
                }
                parsed.add(name, "");
            } else if (valued.contains(name)) {
                if (equals < 0 && i + 1 == words.size()) {
                    throw new UsageException("option --" + name + " needs a value");
                }
                parsed.add(name, equals >= 0 ? word.substring(equals + 1) : words.get(++i));
            } else {
                List<String> known = new ArrayList<>(flags);
                known.addAll(valued);
                String near = dev.guards.text.Suggest.nearest(name, known);
                throw new UsageException("unknown option --" + name + (near == null ? "" : "; did you mean --" + near + "?"));
            }
        }
        return parsed;
    }

    private void add(String name, String value) {
        options.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    /** The last value given; null when the option was not. */
    String value(String name) {
        List<String> values = options.get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    String value(String name, String otherwise) {
        String value = value(name);
        return value == null ? otherwise : value;
    }

    /** All values of an option that may be repeated, in order. */
    List<String> values(String name) {
        return options.getOrDefault(name, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
