package dev.guards.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code scripts/guards} with a program of one line, on each JDK of the machine: nothing but the program writes to standard output. */
class LauncherTest {
    /** What the launcher starts. */
    public static final class Program {
        private Program() {
        }

        public static void main(String[] words) {
            System.out.println("report " + words.length);
        }
    }

    @TempDir
    Path folder;

    static List<Path> jdks() throws IOException {
        List<Path> found = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> entries = Files.list(all)) {
                entries.filter(p -> Files.isRegularFile(p.resolve("release")) && Files.isExecutable(p.resolve("bin/java"))).sorted().forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void writesNothingButTheReport(Path jdk) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("scripts/guards")), "skipped: the launcher cannot be run here");
        Path jar = jar();
        Path cache = folder.resolve("cache");
        assertThat(run(jdk, jar, cache)).as("the run that builds the cache").isEqualTo("report 2\n");
        try (Stream<Path> files = Files.list(cache.resolve("guards"))) {
            assertThat(files.map(f -> f.getFileName().toString())).singleElement().asString().matches("[0-9-]+\\.(jsa|aot)");
        }
        assertThat(run(jdk, jar, cache)).as("with the cache").isEqualTo("report 2\n");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(run(jdk, jar, cache)).as("a jar of another time").isEqualTo("report 2\n");
        try (Stream<Path> files = Files.list(cache.resolve("guards"))) {
            assertThat(files).as("has a cache of its own, as the JVM would not take the other").hasSize(2);
        }
        Path blocked = Files.writeString(folder.resolve("file"), "");
        assertThat(run(jdk, jar, blocked)).as("without a folder for it").isEqualTo("report 2\n");
    }

    private String run(Path jdk, Path jar, Path cache) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("scripts/guards", "--semantic", "x").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("GUARDS_JAR", jar.toString());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().remove("GUARDS_NO_CACHE");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        Path jar = folder.resolve("program.jar");
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = Program.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
