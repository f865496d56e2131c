package dev.guards.environment;

import dev.guards.text.Node;
import dev.guards.text.Text;
import dev.guards.text.Unknown;

/** Port notations of Compose: {@code 8080}, {@code 8080:80}, {@code 127.0.0.1:8080:80/udp}, ranges, and the long form. */
final class ComposePorts {
    private ComposePorts() {
    }

    /** The short form of {@code ports}; null when it cannot be understood. */
    static Port published(Text text) {
        String written = text.value();
        String protocol = "tcp";
        int slash = written.lastIndexOf('/');
        if (slash >= 0) {
            protocol = written.substring(slash + 1);
            written = written.substring(0, slash);
        }
        int inner = written.lastIndexOf(':');
        String container = written.substring(inner + 1);
        String host = inner < 0 ? "" : written.substring(0, inner);
        int outer = host.lastIndexOf(':');
        String address = outer < 0 ? "" : host.substring(0, outer);
        String published = host.substring(outer + 1);
        int hostPort = inner < 0 || published.isEmpty() ? Port.UNKNOWN : first(published);
        return first(container) == 0 ? null
                : new Port(first(container), last(container), hostPort, address, "", protocol, text.span());
    }

    /** The long form of {@code ports}. */
    static Port published(Node node) {
        Text target = node.get("target").text();
        if (target == null || first(target.value()) == 0) {
            return null;
        }
        String published = node.get("published").string("");
        return new Port(first(target.value()), last(target.value()), published.isEmpty() ? Port.UNKNOWN : first(published),
                node.get("host_ip").string(""), node.get("name").string(""), node.get("protocol").string("tcp"), node.span());
    }

    /** {@code expose}, and EXPOSE of a Dockerfile. */
    static Port exposed(Text text) {
        String written = text.value();
        int slash = written.indexOf('/');
        String ports = slash < 0 ? written : written.substring(0, slash);
        return first(ports) == 0 ? null : new Port(first(ports), last(ports), Port.NONE, "", "",
                slash < 0 ? "tcp" : written.substring(slash + 1), text.span());
    }

    private static int first(String range) {
        int dash = range.indexOf('-');
        return number(dash < 0 ? range : range.substring(0, dash));
    }

    private static int last(String range) {
        return number(range.substring(range.indexOf('-') + 1));
    }

    /** {@link Port#UNKNOWN} for a variable, 0 for what is no port. */
    private static int number(String text) {
        if (!Unknown.isKnown(text) || text.indexOf('$') >= 0) {
            return Port.UNKNOWN;
        }
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
