package dev.guards.catalog;

import dev.guards.catalog.CatalogFile.Default;
import dev.guards.catalog.CatalogFile.Effect;
import dev.guards.catalog.CatalogFile.Flag;
import dev.guards.catalog.CatalogFile.Group;
import dev.guards.catalog.CatalogFile.State;
import dev.guards.catalog.CatalogFile.Variant;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.text.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of an exporter's groups and other settings in one run: defaults of the version, then the variant, then flags and
 * environment variables. Where the run's flags cannot be seen (no image and no arguments, or a variable in their place),
 * nothing is off for certain.
 */
final class Switches {
    private final CatalogFile file;
    private final Version version;
    private final Map<String, State> states = new HashMap<>();
    /** Groups that a flag named, with the flag as written. */
    private final Map<String, String> reasons = new HashMap<>();
    private final Set<String> removedLabels = new HashSet<>();
    private final List<Label> keptLabels = new ArrayList<>();
    private final List<String> allow = new ArrayList<>();
    private final List<String> deny = new ArrayList<>();
    private boolean open;
    private String oldPrefix = "";
    private String newPrefix = "";

    Switches(CatalogFile file, Version version, Variant variant, Clues clues) {
        this.file = file;
        this.version = version;
        for (Group group : file.groups().values()) {
            states.put(group.name(), byDefault(group));
        }
        FlagWords words = new FlagWords(clues.arguments());
        boolean defaultsOff = false;
        for (Flag flag : file.flags()) {
            if (flag.effect() == Effect.DEFAULTS_OFF && isTrue(words.value(flag.name()))) {
                defaultsOff = true;
                turnAll(State.OFF, "--" + flag.name());
            }
        }
        for (Flag flag : file.flags()) {
            if (flag.effect() == Effect.EACH) {
                each(flag, words);
            } else {
                one(flag, words, clues);
            }
        }
        variant.groups().forEach(states::put);
        boolean unseen = words.hasUnknown() || clues.image().isEmpty() && clues.arguments().isEmpty();
        if (unseen && variant.groups().isEmpty() && !defaultsOff) {
            states.replaceAll((name, state) -> state == State.OFF && !reasons.containsKey(name) ? State.MAYBE : state);
        }
    }

    private State byDefault(Group group) {
        State state = null;
        for (Default step : group.defaults()) {
            if (step.from() == Version.UNKNOWN || version.isKnown() && version.isAtLeast(step.from())) {
                state = step.state();
            } else if (version.mayBeAtLeast(step.from())) {
                state = state == null || state == step.state() ? step.state() : State.MAYBE;
            }
        }
        // Older than every release that was read: nothing is certain.
        return state == null ? State.MAYBE : state;
    }

    private void turnAll(State state, String reason) {
        for (String group : file.groups().keySet()) {
            turn(group, state, reason);
        }
    }

    private void turn(String group, State state, String reason) {
        if (file.groups().containsKey(group)) {
            states.put(group, state);
            reasons.put(group, reason);
        }
    }

    /** {@code --collector.NAME} and {@code --no-collector.NAME}. */
    private void each(Flag flag, FlagWords words) {
        String prefix = flag.name().substring(0, flag.name().length() - 1);
        words.forEach((name, value) -> {
            if (name.startsWith(prefix) && file.groups().containsKey(name.substring(prefix.length()))) {
                turn(name.substring(prefix.length()), isFalse(value) ? State.OFF : isUnknown(value) ? State.MAYBE : State.ON,
                        "--" + name);
            } else if (name.startsWith("no-" + prefix)) {
                turn(name.substring(prefix.length() + 3), State.OFF, "--" + name);
            }
        });
    }

    private void one(Flag flag, FlagWords words, Clues clues) {
        String value = words.value(flag.name());
        String reason = "--" + flag.name() + (value == null || value.isEmpty() ? "" : "=" + value);
        if (value == null && words.value("no-" + flag.name()) != null) {
            value = "false";
            reason = "--no-" + flag.name();
        }
        if (value == null && !flag.variable().isEmpty() && clues.environment().containsKey(flag.variable())) {
            value = clues.environment().get(flag.variable());
            reason = flag.variable() + "=" + value;
        }
        if (value == null) {
            return;
        }
        boolean unsure = isUnknown(value) || flag.since().isKnown() && version.mayBeBefore(flag.since());
        switch (flag.effect()) {
            case ON -> turn(flag.target(), unsure ? State.MAYBE : isOn(flag, value) ? State.ON : State.OFF, reason);
            case OFF -> turn(flag.target(), unsure ? State.MAYBE : isTrue(value) ? State.OFF : State.ON, reason);
            case ALL_ON -> turnAll(isTrue(value) && !unsure ? State.ON : State.MAYBE, reason);
            case LIST_OFF -> list(value, State.OFF, State.ON, unsure, reason);
            case LIST_ONLY -> {
                if (!value.isEmpty()) {
                    list(value, State.ON, State.OFF, unsure, reason);
                }
            }
            case OPENS -> open |= !value.isEmpty() && !isFalse(value);
            case PREFIX -> {
                oldPrefix = flag.target();
                newPrefix = value;
                open |= unsure;
            }
            case ALLOW -> patterns(value, unsure, allow);
            case DENY -> patterns(value, unsure, deny);
            case LABELS_ON -> {
                if (!unsure && isFalse(value)) {
                    removedLabels.add(flag.target());
                }
            }
            case LABELS_KEEP -> {
                for (String key : items(value)) {
                    keptLabels.add(new Label(flag.target() + sanitized(key), List.of(), false, true));
                }
            }
            default -> { }
        }
    }

    private static boolean isOn(Flag flag, String value) {
        return flag.value().isEmpty() ? !isFalse(value) && !value.equals("[]") : flag.value().equals(value);
    }

    private void list(String value, State listed, State others, boolean unsure, String reason) {
        List<String> names = items(value);
        for (String group : file.groups().keySet()) {
            State state = names.contains(group) ? listed : others;
            turn(group, unsure && state == State.OFF ? State.MAYBE : state, reason);
        }
    }

    private static void patterns(String value, boolean unsure, List<String> into) {
        if (!unsure) {
            into.addAll(items(value));
        }
    }

    private static List<String> items(String value) {
        List<String> found = new ArrayList<>();
        for (String item : value.split(",")) {
            if (!item.isBlank()) {
                found.add(item.strip());
            }
        }
        return found;
    }

    /** A container label's name as cAdvisor writes it. */
    private static String sanitized(String key) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            out.append(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '_');
        }
        return out.toString();
    }

    private static boolean isTrue(String value) {
        return value != null && (value.isEmpty() || value.equalsIgnoreCase("true") || value.equals("1") || value.equals("t"));
    }

    private static boolean isFalse(String value) {
        return value.equalsIgnoreCase("false") || value.equals("0") || value.equals("f");
    }

    private static boolean isUnknown(String value) {
        return value.indexOf('$') >= 0 || !Unknown.isKnown(value);
    }

    State state(String group) {
        return group.isEmpty() ? State.ON : states.getOrDefault(group, State.MAYBE);
    }

    /** The weakest of the states of groups that must all be on. */
    State state(List<String> groups) {
        State weakest = State.ON;
        for (String group : groups) {
            State state = state(group);
            if (state == State.OFF) {
                return State.OFF;
            }
            weakest = state == State.MAYBE ? State.MAYBE : weakest;
        }
        return weakest;
    }

    /** The first of the groups that is off; null when none is. */
    String off(List<String> groups) {
        for (String group : groups) {
            if (state(group) == State.OFF) {
                return group;
            }
        }
        return null;
    }

    /** The flag that decided the state of a group, as written; null when it is a default. */
    String reason(String group) {
        return reasons.get(group);
    }

    /** True when a flag brings names that are not listed. */
    boolean isOpen() {
        return open;
    }

    String renamed(String name) {
        return !oldPrefix.isEmpty() && name.startsWith(oldPrefix + "_")
                ? (newPrefix.isEmpty() ? "" : newPrefix + "_") + name.substring(oldPrefix.length() + 1) : name;
    }

    boolean isRemoved(String labelPrefix) {
        return removedLabels.contains(labelPrefix);
    }

    /** Labels that stay although their prefix was removed. */
    List<Label> kept(String labelPrefix) {
        List<Label> found = new ArrayList<>();
        for (Label label : keptLabels) {
            if (label.name().startsWith(labelPrefix)) {
                found.add(label);
            }
        }
        return found;
    }

    /** What allow and deny lists say of a family; a pattern that is not plain never denies for certain. */
    State listed(String family) {
        State state = State.ON;
        if (!allow.isEmpty()) {
            state = State.OFF;
            for (String pattern : allow) {
                state = matches(pattern, family, true) ? State.ON : state;
            }
        }
        for (String pattern : deny) {
            if (matches(pattern, family, false)) {
                return State.OFF;
            }
            state = state == State.ON && matches(pattern, family, true) ? State.MAYBE : state;
        }
        return state;
    }

    private static boolean matches(String pattern, String family, boolean anywhere) {
        try {
            Re2 regex = Re2.compile(pattern);
            return anywhere ? regex.find(family) : regex.matches(family);
        } catch (Re2Exception e) {
            return anywhere;
        }
    }
}
