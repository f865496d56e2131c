package dev.guards.environment;

import dev.guards.config.compose.ComposeProject;
import dev.guards.config.compose.Dockerfile;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Source;
import dev.guards.text.Text;
import dev.guards.text.Workspace;
import java.util.Set;

/** The image of a service that the repository builds: what its Dockerfile puts where. */
final class BuiltImage {
    private final Workspace workspace;
    private final ComposeProject project;
    private final Node build;
    private final String context;

    BuiltImage(Workspace workspace, ComposeProject project, Node service) {
        this.workspace = workspace;
        this.project = project;
        this.build = service.get("build");
        Text written = build.text() != null ? build.text() : build.get("context").text();
        this.context = written != null ? project.resolve(written) : build.isPresent() && !build.isNull() ? project.directory() : null;
    }

    /** @param hidden container paths that are mounted over */
    void addTo(Workload.Builder workload, Set<String> hidden) {
        if (context == null) {
            return;
        }
        workload.buildContext(context);
        Text text = dockerfile();
        if (text == null) {
            return;
        }
        Dockerfile file = Dockerfile.read(text, build.get("target").string(""));
        if (file.from() != null) {
            workload.baseImage(Image.parse(file.from()));
        }
        workload.entrypoint(file.entrypoint()).command(file.command());
        file.environment().forEach((name, value) -> workload.variable(new EnvVariable(Text.of(name), value)));
        for (Text port : file.ports()) {
            Port exposed = ComposePorts.exposed(port);
            if (exposed != null) {
                workload.port(exposed);
            }
        }
        for (Dockerfile.Copy copy : file.copies()) {
            for (Text source : copy.sources()) {
                copy(copy, source, hidden, workload);
            }
        }
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
                    mount(Paths.join(copy.target(), Paths.name(file)), new Mount.HostPath(file, source.value()), source, hidden, workload);
                }
            }
            return;
        }
        Mount.HostPath content = new Mount.HostPath(path, source.value());
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
