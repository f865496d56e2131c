package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A datasource that a provisioning file or resource defines.
 *
 * @param uid       null when Grafana makes one up
 * @param isDefault of its organisation
 */
public record Datasource(Node node, Text name, Text uid, Text type, Text url, boolean isDefault) {
    /** Last labels of hosts that are no namespaces of a cluster. */
    private static final Set<String> PUBLIC = Set.of("com", "net", "org", "io", "dev", "cloud", "app", "co", "internal", "lan", "local",
            "example", "test", "eu", "de");

    /** The same datasource, of which the URL is known to be another text. */
    public Datasource withUrl(Text other) {
        return other == url ? this : new Datasource(node, name, uid, type, other, isDefault);
    }

    /** A key of {@code jsonData}, such as {@code timeInterval}; null when there is none. */
    public Text json(String key) {
        return ClassicReader.filled(node.at("jsonData", key));
    }

    /**
     * The uid that Grafana gives it: its own, else one made from its name when it is provisioned (since Grafana 7.4:
     * {@code P} and eight bytes of the name's SHA-256); empty when there is no name either.
     */
    public String effectiveUid() {
        if (uid != null) {
            return uid.value();
        }
        return name == null ? "" : generatedUid(name.value());
    }

    private static String generatedUid(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "P" + HexFormat.of().withUpperCase().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Whether the URL leads out of any environment that the repository can describe: a host with a domain, or an address, other
     * than those of a cluster's Services and of the machine itself; or a host that a variable brings.
     */
    public boolean isRemote() {
        if (url == null) {
            return false;
        }
        String address = url.value();
        int scheme = address.indexOf("://");
        String rest = scheme < 0 ? address : address.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && "/:?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = rest.substring(0, end);
        if (host.contains("$") || host.contains("<")) {
            return true;
        }
        boolean ownMachine = host.startsWith("127.") || host.equals("host.docker.internal") || host.equals("0.0.0.0");
        boolean cluster = host.endsWith(".svc") || host.contains(".svc.") || host.endsWith(".cluster.local");
        String[] labels = host.split("\\.");
        boolean inNamespace = labels.length == 2 && !PUBLIC.contains(labels[1]);
        return labels.length > 1 && !ownMachine && !cluster && !inNamespace;
    }

    public String label() {
        return name != null ? name.value() : uid != null ? uid.value() : "datasource";
    }

    /** {@code access: direct}, where the browser of the user calls the URL. */
    public boolean isDirect() {
        String access = node.get("access").string("proxy");
        return access.equals("direct") || access.equals("browser");
    }
}
