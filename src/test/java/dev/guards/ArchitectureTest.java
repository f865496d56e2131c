package dev.guards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The flow of data goes one way: each package imports only what lies before it. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.guards");

    /** First part of a package behind dev.guards, and what it may import beside itself. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("template", Set.of("text")),
            Map.entry("regex", Set.of("text")),
            Map.entry("syntax", Set.of("text")),
            Map.entry("promql", Set.of("text", "template", "regex", "syntax")),
            Map.entry("logql", Set.of("text", "template", "regex", "syntax")),
            Map.entry("config", Set.of("text", "template", "regex")),
            Map.entry("catalog", Set.of("text", "regex", "config")),
            Map.entry("environment", Set.of("text", "regex", "config")),
            Map.entry("inventory", Set.of("text", "regex", "config", "catalog", "environment")),
            Map.entry("analysis", Set.of("text", "regex", "template", "promql", "logql", "config", "catalog", "environment",
                    "inventory")),
            Map.entry("guard", Set.of("text", "regex", "template", "promql", "logql", "config", "catalog", "environment",
                    "inventory", "analysis")),
            Map.entry("fix", Set.of("text", "guard", "promql", "logql", "config")),
            Map.entry("report", Set.of("text", "guard", "analysis", "inventory", "environment", "config", "catalog", "regex", "promql",
                    "logql")),
            Map.entry("live", Set.of("text", "regex", "config", "catalog", "inventory", "environment")));

    @Test
    void packagesFollowTheFlowOfData() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : OURS) {
            Set<String> allowed = MAY_IMPORT.get(area(type));
            if (allowed == null) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = area(dependency.getTargetClass());
                if (!target.isEmpty() && !target.equals(area(type)) && !allowed.contains(target)) {
                    violations.add(type.getName() + " -> " + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> areas = new TreeSet<>();
        OURS.forEach(type -> areas.add(area(type)));
        List<String> known = new ArrayList<>(MAY_IMPORT.keySet());
        known.add("cli");
        assertThat(known).containsAll(areas);
    }

    @Test
    void antlrStaysInTheLanguages() {
        noClasses().that().resideOutsideOfPackages("dev.guards.syntax..", "dev.guards.promql..", "dev.guards.logql..",
                        "dev.guards.config.alloy..")
                .should().dependOnClassesThat().resideInAPackage("org.antlr..").check(OURS);
    }

    @Test
    void readersAndWritersStayAtTheEdges() {
        noClasses().that().resideOutsideOfPackages("dev.guards.text..", "dev.guards.report..", "dev.guards.cli..", "dev.guards.live..")
                .should().dependOnClassesThat().resideInAnyPackage("com.fasterxml.jackson..", "org.yaml..").check(OURS);
    }

    @Test
    void automataStayInRegex() {
        noClasses().that().resideOutsideOfPackage("dev.guards.regex..")
                .should().dependOnClassesThat().resideInAnyPackage("dk.brics..", "com.google.re2j..").check(OURS);
    }

    @Test
    void guardsDoNotKnowEachOther() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : OURS) {
            if (isGuard(type)) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (isGuard(target) && !target.equals(type)) {
                        violations.add(type.getName() + " -> " + target.getName());
                    }
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static boolean isGuard(JavaClass type) {
        return !type.isInterface() && type.isAssignableTo("dev.guards.guard.Guard");
    }

    private static String area(JavaClass type) {
        JavaClass base = type.isArray() ? type.getBaseComponentType() : type;
        String name = base.getPackageName();
        if (!name.startsWith("dev.guards.")) {
            return "";
        }
        String rest = name.substring("dev.guards.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
