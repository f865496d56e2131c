package dev.guards.environment;

import dev.guards.config.compose.ComposeProject;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import java.util.Map;

/** Volumes, configs and secrets of a service: which file of the repository is which file of the container. */
final class ComposeMounts {
    private final ComposeProject project;
    private final LikelyPaths likely;
    private final Node service;

    ComposeMounts(ComposeProject project, LikelyPaths likely, Node service) {
        this.project = project;
        this.likely = likely;
        this.service = service;
    }

    void addTo(Workload.Builder workload) {
        for (Node volume : service.get("volumes").items()) {
            Mount mount = volume.text() != null ? shortForm(volume.text()) : longForm(volume);
            if (mount != null) {
                workload.mount(mount);
            }
        }
        for (Node tmpfs : service.get("tmpfs").itemsOrSelf()) {
            if (tmpfs.text() != null) {
                String target = tmpfs.string().split(":")[0];
                workload.mount(new Mount(Paths.absolute(target), new Mount.Opaque("tmpfs"), false, tmpfs.span()));
            }
        }
        references("configs", "/", workload);
        references("secrets", "/run/secrets/", workload);
    }

    private Mount shortForm(Text text) {
        String[] parts = text.value().split(":");
        if (parts.length == 1) {
            return new Mount(Paths.absolute(parts[0]), new Mount.Opaque("anonymous volume"), false, text.span());
        }
        boolean readOnly = parts.length > 2 && (parts[2] + ",").contains("ro,");
        return new Mount(Paths.absolute(parts[1]), content(text.slice(0, parts[0].length())), readOnly, text.span());
    }

    private Mount longForm(Node node) {
        Text target = node.get("target").text();
        if (target == null) {
            return null;
        }
        Text source = node.get("source").text();
        Mount.Content content = source == null ? new Mount.Opaque(node.get("type").string("volume")) : content(source);
        return new Mount(Paths.absolute(target.value()), content, node.get("read_only").isTrue(), node.span());
    }

    private Mount.Content content(Text source) {
        String written = source.value();
        boolean path = written.startsWith(".") || written.startsWith("/") || written.startsWith("~") || written.indexOf('/') >= 0
                || !Unknown.isKnown(written);
        if (path) {
            return host(source);
        }
        Text device = project.root().get("volumes").get(written).at("driver_opts", "device").text();
        return device == null ? new Mount.Opaque("volume " + written) : host(device);
    }

    private Mount.Content host(Text source) {
        String path = Unknown.isKnown(source) ? null : likely.of(source.value(), project.directory());
        return path == null ? new Mount.HostPath(project.resolve(source), source.value()) : new Mount.LikelyPath(path, source.value());
    }

    private void references(String field, String defaultDirectory, Workload.Builder workload) {
        for (Node item : service.get(field).items()) {
            Text name = item.text() != null ? item.text() : item.get("source").text();
            if (name == null) {
                continue;
            }
            String target = item.get("target").string(name.value());
            workload.mount(new Mount(Paths.absolute(Paths.join(defaultDirectory, target)), definition(field, name.value()), true, item.span()));
        }
    }

    private Mount.Content definition(String field, String name) {
        Node definition = project.root().get(field).get(name);
        Text file = definition.get("file").text();
        Text content = definition.get("content").text();
        if (content != null) {
            return new Mount.Inline(Map.of("", content));
        }
        return file == null ? new Mount.Opaque(field.substring(0, field.length() - 1) + " " + name)
                : host(file);
    }

}
