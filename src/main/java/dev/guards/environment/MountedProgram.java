package dev.guards.environment;

import dev.guards.text.Paths;
import dev.guards.text.Text;
import java.util.List;
import java.util.Set;

/**
 * Where the source code of a program lies that is mounted into the image of a run time instead of being built into one: a jar that a
 * module of the repository makes, a script, or the directory of a script.
 */
final class MountedProgram {
    private static final List<String> OUTPUTS = List.of("/target/", "/build/libs/");
    private static final List<String> SCRIPTS = List.of(".py", ".js", ".mjs", ".ts", ".sh");
    private static final Set<String> RUN_TIMES = Set.of("python", "node", "openjdk", "eclipse-temurin", "amazoncorretto", "golang", "deno", "bun",
            "dotnet", "sdk", "aspnet", "runtime", "alpine", "bash", "busybox", "debian", "ubuntu");

    private MountedProgram() {
    }

    /**
     * The directory, or the file, that holds the code; null when nothing that the container runs is mounted.
     *
     * @param files of the repository
     */
    static String source(List<Mount> mounts, List<Text> words, Image image, List<String> files) {
        for (Mount mount : mounts) {
            if (!(mount.content() instanceof Mount.HostPath host) || host.path() == null) {
                continue;
            }
            String module = module(host.path());
            boolean runs = names(words, mount.target(), "");
            if (runs && module != null && holds(files, module)) {
                return module;
            }
            if (runs && files.contains(host.path()) && isScript(host.path())) {
                return host.path();
            }
            boolean runTime = image != null && RUN_TIMES.contains(image.shortName());
            if (runTime && !host.path().isEmpty() && names(words, mount.target(), "/") && holds(files, host.path())) {
                return host.path();
            }
        }
        return null;
    }

    /** The module whose build makes a jar; null for what is none. */
    private static String module(String path) {
        for (String output : OUTPUTS) {
            int at = path.indexOf(output);
            if (at > 0 && path.endsWith(".jar")) {
                return path.substring(0, at);
            }
        }
        return null;
    }

    /** Whether a word is a path of the container, or one below it that is a script. */
    private static boolean names(List<Text> words, String target, String below) {
        for (Text word : words) {
            String path = word.value();
            if (below.isEmpty() ? path.equals(target) : path.startsWith(target + below) && isScript(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(List<String> files, String directory) {
        return files.stream().anyMatch(file -> file.startsWith(directory + "/"));
    }

    private static boolean isScript(String path) {
        String name = Paths.name(path);
        return SCRIPTS.stream().anyMatch(name::endsWith);
    }
}
