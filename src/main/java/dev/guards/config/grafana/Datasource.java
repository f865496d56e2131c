package dev.guards.config.grafana;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A datasource that a provisioning file or resource defines.
 *
 * @param uid       null when Grafana makes one up
 * @param isDefault of its organisation
 */
public record Datasource(Node node, Text name, Text uid, Text type, Text url, boolean isDefault) {
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

    public String label() {
        return name != null ? name.value() : uid != null ? uid.value() : "datasource";
    }

    /** {@code access: direct}, where the browser of the user calls the URL. */
    public boolean isDirect() {
        String access = node.get("access").string("proxy");
        return access.equals("direct") || access.equals("browser");
    }
}
