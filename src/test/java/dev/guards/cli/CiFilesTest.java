package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files for GitHub, GitLab and Docker: what they name exists, and their scripts run, with this program in place of the built one. */
class CiFilesTest {
    private static final Path SCRIPTS = Path.of("scripts");

    @TempDir
    Path directory;

    private record Result(int code, String output) {
    }

    private static Map<String, Object> yaml(String name) throws IOException {
        return new Yaml().load(Files.readString(SCRIPTS.resolve(name)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** A program of that name that runs these classes. */
    private Path program(String name) throws IOException {
        Path program = Files.createDirectories(directory.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' dev.guards.cli.Main \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.getParent();
    }

    private Result bash(String script, Map<String, String> variables) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no /bin/bash");
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }


    @Test
    void theActionUsesTheInputsThatItDeclares() throws IOException {
        Map<String, Object> action = yaml("action.yml");
        assertThat(action).containsKeys("name", "description", "inputs", "outputs", "runs");
        assertThat(map(action.get("inputs")).values()).allSatisfy(input -> assertThat(map(input)).containsKeys("description", "default"));
        List<String> used = Pattern.compile("inputs\\.([\\w-]+)").matcher(action.get("runs").toString()).results().map(m -> m.group(1)).toList();
        assertThat(new TreeSet<>(used)).isEqualTo(new TreeSet<>(map(action.get("inputs")).keySet()));
        for (Object step : (List<?>) map(action.get("runs")).get("steps")) {
            assertThat(map(step)).containsKeys("shell", "run");
            assertThat(map(step).get("run").toString()).as("inputs come as variables only").doesNotContain("${{");
        }
    }

    /** The variables of the action's step, inputs filled in. */
    private Map<String, String> step(Map<String, String> inputs) throws IOException {
        Map<String, Object> action = yaml("action.yml");
        Map<String, Object> step = map(((List<?>) map(action.get("runs")).get("steps")).get(0));
        Map<String, String> variables = new java.util.TreeMap<>();
        map(step.get("env")).forEach((name, value) -> {
            String expression = value.toString().replaceAll("\\$\\{\\{ (.*) }}", "$1");
            String input = expression.replace("inputs.", "");
            variables.put(name, expression.equals("github.action_path") ? directory.resolve("bin").toString()
                    : inputs.getOrDefault(input, map(map(action.get("inputs")).get(input)).get("default").toString()));
        });
        variables.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
        variables.put("GITHUB_OUTPUT", directory.resolve("output").toString());
        variables.put("SCRIPT", step.get("run").toString());
        return variables;
    }

    @Test
    void theActionAnnotatesSummarisesAndFails() throws Exception {
        program("run-guards.sh");
        Map<String, String> variables = step(Map.of("path", "fixtures/dark-tower/before", "reports", directory.resolve("a report").toString()));
        Result result = bash(variables.get("SCRIPT"), variables);
        assertThat(result.code()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains("::error file=fixtures/dark-tower/before/infra/");
        assertThat(directory.resolve("summary")).content().startsWith("## guards: ").contains("`job-unknown`");
        assertThat(directory.resolve("output")).content().isEqualTo("sarif=" + directory.resolve("a report/guards.sarif")
                + "\nhtml=" + directory.resolve("a report/guards.html") + "\n");
        assertThat(directory.resolve("a report/guards.sarif")).isNotEmptyFile();
        assertThat(directory.resolve("a report/guards.html")).isNotEmptyFile();
    }

    @Test
    void theActionTakesOptionsAsTheyAre() throws Exception {
        program("run-guards.sh");
        Map<String, String> variables = step(Map.of("path", "fixtures/dark-tower/docker", "reports", directory.resolve("r").toString(),
                "options", "--strict\n--guard=labels-exist\n"));
        assertThat(bash(variables.get("SCRIPT"), variables).code()).isZero();
        Map<String, String> hostile = step(Map.of("path", "$(touch " + directory.resolve("hacked") + ")", "reports", directory.resolve("r").toString()));
        Result refused = bash(hostile.get("SCRIPT"), hostile);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.output()).contains("no such file or directory: $(touch");
        assertThat(directory.resolve("hacked")).doesNotExist();
    }

    @Test
    void theJobForGitlabWritesWhatItUploads() throws Exception {
        Map<String, Object> job = map(yaml("gitlab-ci.yml").get("guards"));
        Map<String, String> variables = new java.util.TreeMap<>(Map.of("PATH", program("guards") + ":" + System.getenv("PATH")));
        // Those of the job would override what a project says.
        map(yaml("gitlab-ci.yml").get("variables")).forEach((name, value) -> variables.put(name, value.toString()));
        variables.put("GUARDS_PATH", Path.of("fixtures/dark-tower/before").toAbsolutePath().toString());
        Path work = Files.createDirectories(directory.resolve("work"));
        Result result = bash("cd '" + work + "'\n" + String.join("\n", ((List<?>) job.get("script")).stream().map(Object::toString).toList()), variables);
        assertThat(result.code()).as(result.output()).isEqualTo(1);
        List<String> uploaded = new ArrayList<>();
        ((List<?>) map(job.get("artifacts")).get("paths")).forEach(path -> uploaded.add(path.toString()));
        map(map(job.get("artifacts")).get("reports")).values().forEach(path -> uploaded.add(path.toString()));
        assertThat(uploaded).hasSize(3).allSatisfy(file -> assertThat(work.resolve(file)).isNotEmptyFile());
        assertThat(map(job.get("image"))).containsEntry("name", "$GUARDS_IMAGE");
        assertThat(variables).containsKey("GUARDS_IMAGE");
    }

    @Test
    void theImageIsBuiltFromFilesThatExistAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(SCRIPTS.resolve("Dockerfile"));
        List<String> stages = lines.stream().filter(line -> line.startsWith("FROM ")).toList();
        assertThat(stages).hasSize(2).allMatch(line -> line.matches("FROM [a-z-]+:[\\w.-]+( AS \\w+)?"));
        List<String> allowed = Files.readAllLines(SCRIPTS.resolve("Dockerfile.dockerignore"));
        for (String line : lines) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                String[] words = line.split(" ");
                for (int i = 1; i < words.length - 1; i++) {
                    assertThat(Path.of(words[i])).exists();
                    assertThat(allowed).contains("!" + words[i]);
                }
            }
        }
        int last = lines.lastIndexOf(stages.get(1));
        assertThat(lines.subList(last, lines.size())).containsSubsequence("USER guards", "ENTRYPOINT [\"guards\"]").noneMatch(line -> line.matches("USER (root|0).*"));
    }
}
