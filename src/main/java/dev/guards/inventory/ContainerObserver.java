package dev.guards.inventory;

import dev.guards.catalog.Family;
import dev.guards.catalog.Label;
import dev.guards.environment.CommandLine;
import dev.guards.environment.Environment;
import dev.guards.environment.Workload;
import dev.guards.regex.ValueSet;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stand-alone cAdvisor sees on a Docker host: each container with its name, image and labels, the machine as a whole
 * ({@code id="/"}), and raw cgroups, which have an {@code id} alone.
 */
final class ContainerObserver implements Observer {
    private static final String PREFIX = "container_label_";
    /** The catalogue's condition that a container on a network of the project's meets. */
    private static final String OWN_NETWORK = "own network namespace";
    private static final ValueSet CONTAINER_ID = ValueSet.regular("/.*(docker|containerd|machine|libpod).*", "/docker/<id>");

    private final Environment environment;

    ContainerObserver(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Observation> observe(Target target, Family.Member member) {
        boolean applies = environment.kind() == Environment.Kind.DOCKER && target.exporter().exporter().id().equals("cadvisor")
                && member.family().scope().equals("container");
        if (!applies || isKubelet(target)) {
            return null;
        }
        List<Text> words = target.workload() == null ? List.of() : target.workload().words();
        boolean storesLabels = member.family().openLabels().contains(PREFIX);
        List<Observation> seen = new ArrayList<>();
        for (Workload workload : environment.workloads()) {
            boolean shares = workload.networkMode().startsWith("service:") || workload.networkMode().startsWith("container:");
            if (!(shares && member.name().startsWith("container_network_"))) {
                Observation observed = container(workload, target.workload(), member, storesLabels);
                boolean holds = member.family().condition().equals(OWN_NETWORK) && !workload.networks().isEmpty();
                seen.add(holds && observed.condition().isEmpty() ? observed.unconditional() : observed);
            }
        }
        seen.add(unseen(member));
        seen.add(root(words));
        if (!isOn(words, "docker_only")) {
            seen.add(plain(ValueSet.regular("/.+", "/<cgroup>"), "cgroups of the host"));
        }
        return seen;
    }

    private static boolean isKubelet(Target target) {
        return target.path().contains("/metrics/cadvisor");
    }

    private static Observation container(Workload workload, Workload agent, Family.Member member, boolean storesLabels) {
        Map<String, ValueSet> values = new HashMap<>();
        values.put("id", CONTAINER_ID);
        values.put("name", workload.instanceNames().withoutAbsent());
        values.put("image", DockerContainers.image(workload));
        Labels own = DockerContainers.prefixedLabels(workload, PREFIX);
        if (storesLabels) {
            values.putAll(own.asMap());
        }
        // A white list keeps some labels by name: the catalogue has these as labels of the family.
        for (Label label : member.family().labels()) {
            if (label.name().startsWith(PREFIX)) {
                values.put(label.name(), own.get(label.name()));
            }
        }
        String condition = workload.dependsOn(agent);
        return new Observation(values, openNames(member), condition, Observation.Basis.DESCRIBED, List.of(new Evidence(workload.span(),
                "container of service `" + workload.name() + "`")));
    }

    /** A container that the environment does not describe: any name, image and labels. */
    private static Observation unseen(Family.Member member) {
        Map<String, ValueSet> values = new HashMap<>();
        values.put("id", CONTAINER_ID);
        values.put("name", ValueSet.present());
        values.put("image", ValueSet.present());
        for (Label label : member.family().labels()) {
            if (label.name().startsWith(PREFIX)) {
                values.put(label.name(), ValueSet.any());
            }
        }
        return new Observation(values, openNames(member), "", Observation.Basis.UNSEEN, List.of());
    }

    private static ValueSet openNames(Family.Member member) {
        return SampleLabels.of(member).openNames();
    }

    private static Observation root(List<Text> words) {
        return plain(ValueSet.of("/"), isOn(words, "disable_root_cgroup_stats") ? "root cgroup" : "");
    }

    /** Series about a cgroup that is no container. */
    private static Observation plain(ValueSet id, String condition) {
        return new Observation(Map.of("id", id, "name", ValueSet.absent(), "image", ValueSet.absent()), ValueSet.none(), condition,
                Observation.Basis.ALWAYS, List.of());
    }

    private static boolean isOn(List<Text> words, String option) {
        String value = CommandLine.option(words, option);
        return value != null && !value.equals("false");
    }
}
