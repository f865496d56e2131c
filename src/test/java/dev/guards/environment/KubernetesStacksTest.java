package dev.guards.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.config.Documents;
import dev.guards.text.Problem;
import dev.guards.text.Shared;
import dev.guards.text.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers counted by hand in the manifests. */
class KubernetesStacksTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            dark_tower-k8s,                    9,  3, true,  0
            dark_tower-k8s-before,             4,  0, true,  0
            kubequest-k8s,                    13,  4, false, 0
            flux2-monitoring-k8s,             12,  4, false, 0
            clickhouse-operator-k8s,           6,  4, true,  0
            camilb-prometheus-kubernetes-k8s, 11,  4, false, 2
            """)
    void stacksOfTheCorpus(String stack, int workloads, int programs, boolean complete, int unreadable) throws Exception {
        List<Problem> problems = new ArrayList<>();
        Documents documents = Documents.read(new Workspace(Shared.path("corpus/stacks/" + stack), problems::add), problems::add);
        List<Environment> found = KubernetesEnvironments.detect(documents);
        assertThat(found).extracting(Environment::name).containsExactly("kubernetes");
        Environment environment = found.get(0);
        assertThat(environment.workloads()).hasSize(workloads);
        assertThat(environment.programs()).hasSize(programs);
        assertThat(environment.complete()).isEqualTo(complete);
        assertThat(environment.problems()).isEmpty();
        assertThat(problems).hasSize(unreadable);
    }
}
