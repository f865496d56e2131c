package dev.guards.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Node;
import dev.guards.text.Text;
import dev.guards.text.YamlReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    static Node yaml(String text) throws Exception {
        return YamlReader.read(Text.of(text), problem -> {
            throw new AssertionError(problem);
        });
    }

    private static List<Manifest> manifests(String text) throws Exception {
        return Manifests.of(yaml(text));
    }

    @Test
    void listsAreUnrolled() throws Exception {
        assertThat(manifests("apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]\n"))
                .extracting(Manifest::title).containsExactly("Pod a");
        assertThat(manifests("apiVersion: v1\nkind: ConfigMapList\nitems: [{apiVersion: v1, metadata: {name: a}, data: {k: v}}]\n"))
                .extracting(Manifest::title).containsExactly("ConfigMap a");
        assertThat(manifests("a: b\n")).isEmpty();
    }

    @Test
    void podsComeFromControllers() throws Exception {
        PodWorkload job = PodWorkload.of(manifests("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: nightly}
                spec:
                  jobTemplate: {spec: {template: {spec: {containers: [{name: run, image: x, ports: [{containerPort: 1}]}]}}}}
                """).get(0));
        assertThat(job.controller()).isEqualTo(PodWorkload.Controller.CRON_JOB);
        assertThat(job.pod().containers()).extracting(c -> c.name().value()).containsExactly("run");
        assertThat(PodWorkload.of(manifests("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n").get(0))).isNull();
        assertThat(PodWorkload.of(manifests("""
                apiVersion: example.org/v1
                kind: Thing
                metadata: {name: a}
                spec: {template: {spec: {containers: [{name: c}]}}}
                """).get(0)).controller()).isEqualTo(PodWorkload.Controller.OTHER);
    }

    @Test
    void servicePortsResolveByNameAndNumber() throws Exception {
        PodTemplate pod = PodTemplate.of(yaml("spec: {containers: [{name: c, ports: [{name: web, containerPort: 8080}]}]}\n"));
        Service service = Service.of(manifests("""
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {selector: {app: a}, ports: [{port: 80, targetPort: web}, {port: 81, targetPort: nope}, {port: 9}, {port: 1, targetPort: 2}]}
                """).get(0));
        assertThat(service.ports()).extracting(port -> port.resolve(pod)).containsExactly(8080, -1, 9, 2);
    }

    @Test
    void secretsAreDecoded() throws Exception {
        ConfigData secret = ConfigData.of(manifests("apiVersion: v1\nkind: Secret\ndata: {a: aGk=}\nstringData: {b: c}\n").get(0));
        assertThat(secret.files()).hasToString("{a=hi, b=c}");
        assertThat(secret.files().get("a").span(1, 2).place()).isEqualTo(":3:11");
    }

    @Test
    void selectorsSelect() throws Exception {
        Map<String, String> labels = Map.of("app", "api", "tier", "web");
        assertThat(LabelSelector.of(yaml("matchLabels: {app: api}\nmatchExpressions: [{key: tier, operator: In, values: [web, db]}]\n"))
                .matches(labels)).isTrue();
        assertThat(LabelSelector.of(yaml("matchExpressions: [{key: tier, operator: DoesNotExist}]\n")).firstUnmet(labels))
                .hasToString("!tier");
        assertThat(LabelSelector.of(yaml("{}")).matches(labels)).isTrue();
        for (String text : List.of("app=api", "app==api,tier!=db", "tier in (web, db),!x", "app", "x notin (y)")) {
            assertThat(LabelSelector.parse(text, Text.of("").span()).matches(labels)).as(text).isTrue();
        }
        for (String text : List.of("app=b", "tier notin (web)", "!app", "x")) {
            assertThat(LabelSelector.parse(text, Text.of("").span()).matches(labels)).as(text).isFalse();
        }
    }
}
