package dev.guards.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Node;
import dev.guards.text.Problem;
import dev.guards.text.Unknown;
import dev.guards.text.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeLoaderTest {
    @TempDir
    Path root;
    private final List<Problem> problems = new ArrayList<>();

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private ComposeProject load(String... files) throws IOException {
        return new ComposeLoader(new Workspace(root, problems::add), problems::add).load(List.of(files));
    }

    @Test
    void putsVariablesIn() throws IOException {
        file(".env", "# comment\nexport TAG=1.2 # why\nEMPTY=\nQUOTED=\"a b\"\nREF=${TAG}-x\n");
        file("c.yml", """
                services:
                  a:
                    image: "x:${TAG}"
                    labels:
                      - "plain=$TAG."
                      - "default=${NONE:-d-${TAG}}"
                      - "empty=${EMPTY:-e}${EMPTY-f}"
                      - "other=${TAG:+yes}"
                      - "dollar=$$TAG"
                      - "quoted=${QUOTED}"
                      - "ref=${REF}"
                      - "unset=a${NOPE}b"
                      - "needed=${NOPE:?must be set}"
                      - "shell=$(id -u)$1"
                """);
        Node service = load("c.yml").service("a");
        assertThat(service.get("image").string()).isEqualTo("x:1.2");
        assertThat(service.get("labels").texts()).extracting(Object::toString).containsExactly("plain=1.2.", "default=d-1.2", "empty=e",
                "other=yes", "dollar=$TAG", "quoted=a b", "ref=1.2-x", "unset=a" + Unknown.MARK + "b", "needed=" + Unknown.MARK, "shell=$(id -u)$1");
        assertThat(load("c.yml").unset()).containsExactly("NOPE");
        assertThat(load("c.yml").required().get("NOPE")).hasToString("must be set");
        assertThat(load("c.yml").required()).hasSize(1);
        assertThat(service.get("image").text().span(2, 5).text()).isEqualTo("${TAG}");
    }

    @Test
    void mergesAsComposeDoes() throws IOException {
        file("a.yml", """
                services:
                  web:
                    image: a
                    command: [one, two]
                    environment: [A=1, B=2]
                    labels: {x: "1"}
                    ports: ["80:80"]
                    volumes: ["./a:/data", "./b:/other"]
                    logging: {driver: json-file, options: {max-size: 1m}}
                    networks: [front]
                """);
        file("b.yml", """
                services:
                  web:
                    command: three
                    environment: {B: "3", C: "4"}
                    labels: ["y=2"]
                    ports: ["81:80"]
                    volumes: ["./c:/data"]
                    logging: {driver: loki, options: {loki-url: u}}
                    networks: {back: {aliases: [w]}}
                  extra: {image: e}
                """);
        Node web = load("a.yml", "b.yml").service("web");
        assertThat(web.get("command").string()).isEqualTo("three");
        assertThat(web.get("environment").textMap()).hasToString("{A=1, B=3, C=4}");
        assertThat(web.get("labels").textMap()).hasToString("{x=1, y=2}");
        assertThat(web.get("ports").items()).hasSize(2);
        assertThat(web.get("volumes").texts()).extracting(Object::toString).containsExactly("./c:/data", "./b:/other");
        assertThat(web.get("logging")).hasToString("{driver: loki, options: {loki-url: u}}");
        assertThat(web.get("networks").entries()).hasSize(2);
    }

    @Test
    void resetsAndOverrides() throws IOException {
        file("a.yml", "services:\n  web: {image: a, ports: ['80:80'], expose: ['1']}\n");
        file("b.yml", "services:\n  web:\n    ports: !reset []\n    expose: !override ['2']\n");
        Node web = load("a.yml", "b.yml").service("web");
        assertThat(web.has("ports")).isFalse();
        assertThat(web.get("expose").texts()).extracting(Object::toString).containsExactly("2");
    }

    @Test
    void extendsAcrossFilesWithTheirOwnPaths() throws IOException {
        file("docker-compose.yml", "services:\n  web:\n    extends: {file: base/common.yml, service: app}\n    image: own\n");
        file("base/common.yml", "services:\n  app: {extends: root, volumes: ['./x:/x']}\n  root: {image: r, labels: {a: b}}\n");
        ComposeProject project = load("docker-compose.yml");
        Node web = project.service("web");
        assertThat(web.get("image").string()).isEqualTo("own");
        assertThat(web.at("labels", "a").string()).isEqualTo("b");
        assertThat(project.resolve(web.get("volumes").items().get(0).text().slice(0, 3))).isEqualTo("base/x");
        assertThat(problems).isEmpty();
    }

    @Test
    void includesProjectsWithTheirOwnVariables() throws IOException {
        file("docker-compose.yml", "include:\n  - path: mon/compose.yml\nservices:\n  web: {image: w}\n");
        file("mon/compose.yml", "services:\n  prom: {image: 'p:${V}', volumes: ['./p.yml:/p.yml']}\n");
        file("mon/.env", "V=7\n");
        ComposeProject project = load("docker-compose.yml");
        assertThat(project.root().get("services").entries()).hasSize(2);
        assertThat(project.service("prom").get("image").string()).isEqualTo("p:7");
        assertThat(project.resolve(project.service("prom").get("volumes").items().get(0).text().slice(0, 7))).isEqualTo("mon/p.yml");
        assertThat(project.complete()).isTrue();
    }

    @Test
    void saysWhereIncludesGoInCircles() throws IOException {
        file("a.yml", "include: [b.yml]\nservices:\n  a: {image: x}\n");
        file("b.yml", "include: [a.yml]\nservices:\n  b: {image: x}\n");
        ComposeProject project = load("a.yml");
        assertThat(project.root().get("services").entries()).hasSize(2);
        assertThat(project.complete()).isFalse();
        assertThat(problems).extracting(p -> p.span().place() + " " + p.message()).containsExactly("b.yml:1:11 `a.yml` includes itself");
    }

    @Test
    void saysWhichServiceIsDefinedTwice() throws IOException {
        file("a.yml", "include: [b.yml]\nservices:\n  web: {image: x}\n");
        file("b.yml", "services:\n  web: {image: y}\n");
        load("a.yml");
        assertThat(problems).extracting(Problem::message).containsExactly("imports service `web`, which a.yml:3:3 defines too");
    }
}
