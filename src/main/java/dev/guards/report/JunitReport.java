package dev.guards.report;

import dev.guards.guard.Finding;
import dev.guards.guard.Guard;
import dev.guards.guard.Guards;
import dev.guards.guard.Outcome;
import dev.guards.guard.Severity;
import dev.guards.guard.SimpleGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JUnit XML: a suite a tier, a test case a guard; a guard with an error or warning fails. Infos go to the output of the case. */
public final class JunitReport implements Report {
    @Override
    public void write(Outcome outcome, Appendable out) throws IOException {
        XmlWriter xml = new XmlWriter(out).start("testsuites").attribute("name", "guards");
        for (Outcome.Tier tier : outcome.tiers()) {
            suite(tier, outcome, xml);
        }
        xml.end();
    }

    private static void suite(Outcome.Tier tier, Outcome outcome, XmlWriter xml) throws IOException {
        List<Guard> guards = new ArrayList<>();
        for (Guard guard : Guards.all()) {
            if (tier.name().equals(guard instanceof SimpleGuard ? "simple" : "semantic")) {
                guards.add(guard);
            }
        }
        long failures = guards.stream().filter(g -> !of(g, outcome, true).isEmpty()).count();
        xml.start("testsuite").attribute("name", tier.name() + " guards").attribute("tests", guards.size())
                .attribute("failures", failures).attribute("errors", 0);
        for (Guard guard : guards) {
            xml.start("testcase").attribute("classname", "guards." + tier.name()).attribute("name", guard.id());
            List<Finding> failing = of(guard, outcome, true);
            if (!failing.isEmpty()) {
                xml.start("failure").attribute("type", failing.get(0).rule().id()).attribute("message",
                        failing.size() == 1 ? failing.get(0).message() : failing.size() + " findings");
                lines(failing, xml);
                xml.end();
            }
            List<Finding> infos = of(guard, outcome, false);
            if (!infos.isEmpty()) {
                xml.start("system-out");
                lines(infos, xml);
                xml.end();
            }
            xml.end();
        }
        xml.end();
    }

    private static List<Finding> of(Guard guard, Outcome outcome, boolean failing) {
        return outcome.findings().stream().filter(f -> f.guard().equals(guard.id()))
                .filter(f -> f.severity().isAtLeast(Severity.WARNING) == failing).toList();
    }

    private static void lines(List<Finding> findings, XmlWriter xml) throws IOException {
        for (Finding finding : findings) {
            xml.text(finding + "\n");
            if (!finding.help().isEmpty()) {
                xml.text("  help: " + finding.help() + "\n");
            }
        }
    }
}
