package dev.guards.catalog.source;

import dev.guards.text.Paths;
import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a Dockerfile adds to a program besides its manifests: the packages of its install commands, and what its base image may hold. */
final class ImageBuild {
    /** Images with a language or a system and nothing that runs inside of a program. */
    private static final Set<String> PLAIN = Set.of("python", "node", "golang", "rust", "alpine", "debian", "ubuntu", "busybox", "scratch",
            "debian-slim", "fedora", "rockylinux", "amazonlinux", "uv", "bun", "deno", "cargo-chef", "nginx", "tini");
    private static final String DISTROLESS = "distroless/";

    private ImageBuild() {
    }

    static List<Manifest> manifests(Source dockerfile) {
        List<String> python = new ArrayList<>();
        List<String> npm = new ArrayList<>();
        List<String> other = new ArrayList<>();
        Set<String> stages = new HashSet<>();
        for (String instruction : dockerfile.text().replace("\\\r\n", " ").replace("\\\n", " ").split("\n")) {
            List<String> words = List.of(instruction.strip().split("\\s+"));
            if (words.get(0).equalsIgnoreCase("FROM")) {
                from(words, stages, other);
            } else if (words.get(0).equalsIgnoreCase("RUN")) {
                run(words, python, npm, other);
            }
        }
        List<Manifest> found = new ArrayList<>();
        add(found, dockerfile, Language.PYTHON, python);
        add(found, dockerfile, Language.SCRIPT, npm);
        add(found, dockerfile, null, other);
        return found;
    }

    private static void add(List<Manifest> found, Source dockerfile, Language language, List<String> packages) {
        if (!packages.isEmpty()) {
            found.add(new Manifest(dockerfile.path(), language, packages));
        }
    }

    private static void from(List<String> words, Set<String> stages, List<String> other) {
        String image = words.stream().skip(1).filter(w -> !w.startsWith("--")).findFirst().orElse("");
        int digest = image.indexOf('@');
        String untagged = digest < 0 ? image : image.substring(0, digest);
        int colon = untagged.indexOf(':', untagged.lastIndexOf('/') + 1);
        untagged = colon < 0 ? untagged : untagged.substring(0, colon);
        if (!stages.contains(image) && !untagged.contains(DISTROLESS) && !PLAIN.contains(Paths.name(untagged))) {
            other.add(Manifest.UNKNOWN);
        }
        int as = words.size() - 2;
        if (as > 0 && words.get(as).equalsIgnoreCase("AS")) {
            stages.add(words.get(as + 1));
        }
    }

    /** {@code pip install a b && npm install c}; options are skipped, files of requirements are read by themselves. */
    private static void run(List<String> words, List<String> python, List<String> npm, List<String> other) {
        List<String> target = null;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            String before = words.get(i - 1);
            boolean ends = word.equals("&&") || word.equals("||") || word.endsWith(";") || word.equals("|");
            if (word.startsWith("opentelemetry-bootstrap")) {
                other.add(Manifest.UNKNOWN);
            } else if (word.equals("install") || word.equals("i") || word.equals("add")) {
                String tool = Paths.name(before);
                target = tool.startsWith("pip") || tool.equals("uv") || tool.equals("poetry") || tool.equals("pipx") ? python
                        : tool.equals("npm") || tool.equals("yarn") || tool.equals("pnpm") ? npm : null;
            } else if (target != null && (word.equals("-r") || word.equals("--requirement") || word.equals("-c") || word.equals("--constraint")
                    || word.equals("--index-url") || word.equals("-i") || word.equals("--extra-index-url") || word.equals("--target") || word.equals("-t")
                    || word.equals("--prefix"))) {
                i++;
            } else if (target != null && !ends && !word.startsWith("-")) {
                String bare = word.replace("\"", "").replace("'", "");
                boolean here = bare.equals(".") || bare.startsWith("./") || bare.endsWith(".whl") || bare.startsWith("/");
                if (!here) {
                    target.add(target == python ? Manifest.requirement(bare) : withoutVersion(bare));
                }
            }
            if (ends) {
                target = null;
            }
        }
    }

    private static String withoutVersion(String npmPackage) {
        int at = npmPackage.indexOf('@', 1);
        return at < 0 ? npmPackage : npmPackage.substring(0, at);
    }
}
