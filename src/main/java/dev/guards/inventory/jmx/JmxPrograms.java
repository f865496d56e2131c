package dev.guards.inventory.jmx;

import dev.guards.config.jmx.JmxRule;
import dev.guards.environment.EnvVariable;
import dev.guards.environment.Image;
import dev.guards.environment.Workload;
import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of the beans of a program: those of every JVM, and its own, by {@code guards/beans/programs.yaml}. */
final class JmxPrograms {
    private final List<String> domains = new ArrayList<>();
    private final List<Bean> beans = new ArrayList<>();

    private JmxPrograms() {
    }

    static JmxPrograms of(Workload workload) {
        JmxPrograms found = new JmxPrograms();
        for (Node program : BeanFile.resource("programs").get("programs").items()) {
            if (isRun(program, workload)) {
                program.get("domains").texts().forEach(domain -> found.domains.add(domain.value()));
                program.get("beans").texts().forEach(file -> found.beans.addAll(BeanFile.beans(file.value())));
            }
        }
        return found;
    }

    private static boolean isRun(Node program, Workload workload) {
        if (program.has("images") && !isImage(program.get("images").texts(), workload)) {
            return false;
        }
        List<Text> variables = program.get("variables").texts();
        boolean orUnset = program.get("unset").isTrue();
        String word = program.get("word").string(orUnset ? null : "");
        boolean unset = true;
        for (Text name : variables) {
            EnvVariable variable = workload.environment().get(name.value());
            if (variable != null) {
                unset = false;
                if (word != null && variable.value() != null && variable.value().value().contains(word)) {
                    return true;
                }
            }
        }
        return variables.isEmpty() || unset && orUnset;
    }

    /** By the last part of the name: registries and users copy images. */
    private static boolean isImage(List<Text> names, Workload workload) {
        for (Image image : new Image[] {workload.image(), workload.baseImage()}) {
            String name = image == null ? "" : image.repository().toLowerCase(Locale.ROOT);
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (names.stream().anyMatch(known -> known.value().equals(last))) {
                return true;
            }
        }
        return false;
    }

    /** What it registers, as far as it is known. */
    List<Bean> beans() {
        return beans;
    }

    /** Whether a rule is about one of the domains: its pattern begins with it. */
    boolean has(JmxRule rule) {
        String pattern = rule.pattern() == null ? "" : rule.pattern().value().replace("\\.", ".");
        String bare = pattern.startsWith("^") ? pattern.substring(1) : pattern;
        return domains.stream().anyMatch(domain -> bare.startsWith(domain + "<") || bare.startsWith(domain + ".") && bare.indexOf('<') > 0);
    }
}
