package dev.guards.environment;

import dev.guards.config.compose.ComposeProject;
import dev.guards.config.compose.Dockerfile;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.List;
import java.util.Set;

/**
 * The image of a service that the repository builds: what its Dockerfile puts where. An image that is pulled may be built by the
 * repository too, when the name of a directory with a Dockerfile says so; what that one puts where is likely then.
 */
final class BuiltImage {
    /** Ends of names that are shorter than this say nothing. */
    private static final int SHORTEST = 5;

    private final Workspace workspace;
    private final ComposeProject project;
    private final Node build;
    private final String context;
    private final boolean likely;
    private final Image pulled;

    BuiltImage(Workspace workspace, ComposeProject project, Node service) {
        this.workspace = workspace;
        this.project = project;
        this.build = service.get("build");
        boolean built = build.isPresent() && !build.isNull();
        Text written = build.text() != null ? build.text() : build.get("context").text();
        Text image = service.get("image").text();
        this.pulled = built || image == null ? null : Image.parse(image);
        this.likely = pulled != null;
        this.context = likely ? namedLike(pulled) : written != null ? project.resolve(written) : built ? project.directory() : null;
    }

    /** The only directory with a Dockerfile whose name an image has, or ends in; null when there is none. */
    private String namedLike(Image image) {
        String name = image.shortName();
        String found = null;
        for (String file : image.repository().indexOf('/') < 0 ? List.<String>of() : workspace.files()) {
            if (!file.endsWith("/Dockerfile")) {
                continue;
            }
            String directory = Paths.parent(file);
            String last = Paths.name(directory);
            boolean fits = (name.equals(last) || last.length() >= SHORTEST && name.endsWith("-" + last));
            if (fits && found != null) {
                return null;
            }
            found = fits ? directory : found;
        }
        return found;
    }

    /** @param hidden container paths that are mounted over */
    void addTo(Workload.Builder workload, Set<String> hidden) {
        if (context == null) {
            return;
        }
        Text text = dockerfile();
        Dockerfile file = text == null ? null : Dockerfile.read(text, build.get("target").string(""));
        Image from = file == null || file.from() == null ? null : Image.parse(file.from());
        if (likely) {
            if (file != null && (from == null || !from.fullRepository().equals(pulled.fullRepository()))) {
                workload.likelyContext(context);
                workload.entrypoint(file.entrypoint()).command(file.command());
                copies(file, hidden, workload);
            }
            return;
        }
        workload.buildContext(context);
        if (file == null) {
            return;
        }
        if (from != null) {
            workload.baseImage(from);
        }
        workload.entrypoint(file.entrypoint()).command(file.command());
        file.environment().forEach((name, value) -> workload.variable(new EnvVariable(Text.of(name), value)));
        for (Text port : file.ports()) {
            Port exposed = ComposePorts.exposed(port);
            if (exposed != null) {
                workload.port(exposed);
            }
        }
        copies(file, hidden, workload);
    }

    private void copies(Dockerfile file, Set<String> hidden, Workload.Builder workload) {
        for (Dockerfile.Copy copy : file.copies()) {
            for (Text source : copy.sources()) {
                copy(copy, source, hidden, workload);
            }
        }
    }

    private Mount.Content content(String path, Text source) {
        return likely ? new Mount.LikelyPath(path, source.value()) : new Mount.HostPath(path, source.value());
    }

    private Text dockerfile() {
        if (build.get("dockerfile_inline").text() != null) {
            return build.get("dockerfile_inline").text();
        }
        String path = Paths.normalize(Paths.join(context, build.get("dockerfile").string("Dockerfile")));
        Source source = path == null ? null : workspace.source(path);
        return source == null ? null : source.whole();
    }

    private void copy(Dockerfile.Copy copy, Text source, Set<String> hidden, Workload.Builder workload) {
        String path = copy.stage() != null ? null : Paths.normalize(Paths.join(context, stripSlash(source.value())));
        if (path == null) {
            mount(copy.target(), new Mount.Opaque("another image"), source, hidden, workload);
            return;
        }
        if (source.value().indexOf('*') >= 0) {
            for (String file : workspace.files()) {
                if (Glob.matches(path, file)) {
                    mount(Paths.join(copy.target(), Paths.name(file)), content(file, source), source, hidden, workload);
                }
            }
            return;
        }
        Mount.Content content = content(path, source);
        boolean file = workspace.files().contains(path);
        if (!file || !copy.directory()) {
            mount(copy.target(), content, source, hidden, workload);
        }
        if (file) {
            // The target may be a directory that the base image has.
            mount(Paths.join(copy.target(), Paths.name(path)), content, source, hidden, workload);
        }
    }

    private static String stripSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static void mount(String target, Mount.Content content, Text place, Set<String> hidden, Workload.Builder workload) {
        for (String over : hidden) {
            if (target.equals(over) || target.startsWith(over + "/")) {
                return;
            }
        }
        workload.mount(new Mount(target, content, false, place.span()));
    }
}
