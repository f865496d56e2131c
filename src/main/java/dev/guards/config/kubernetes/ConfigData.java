package dev.guards.config.kubernetes;

import dev.guards.text.Mapping;
import dev.guards.text.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files in a ConfigMap or Secret.
 *
 * @param files by key; each text stands at its real place (in the manifest, or in the file that kustomize took it from);
 *              of a Secret's encoded values every character stands at the start of the value
 */
public record ConfigData(Manifest manifest, Map<String, Text> files) {
    /** What the API server accepts in one object, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** The files of an object; null when it is neither a ConfigMap nor a Secret. */
    public static ConfigData of(Manifest manifest) {
        Map<String, Text> files = new LinkedHashMap<>();
        if (manifest.is("", "ConfigMap")) {
            files.putAll(manifest.root().get("data").textMap());
        } else if (manifest.is("", "Secret")) {
            for (Mapping.Entry entry : manifest.root().get("data").entries()) {
                Text decoded = entry.value().text() == null ? null : decode(entry.value().text());
                if (decoded != null) {
                    files.put(entry.key().value(), decoded);
                }
            }
            files.putAll(manifest.root().get("stringData").textMap());
        } else {
            return null;
        }
        return new ConfigData(manifest, files);
    }

    private static Text decode(Text encoded) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(encoded.value());
            return Text.at(encoded.span(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public String name() {
        return manifest.name();
    }

    public boolean isSecret() {
        return manifest.kind().equals("Secret");
    }

    /** Size of keys and values in UTF-8 bytes, {@code binaryData} included as it is written. */
    public int bytes() {
        int size = 0;
        for (Map.Entry<String, Text> file : files.entrySet()) {
            size += file.getKey().length() + utf8Length(file.getValue());
        }
        for (Text binary : manifest.root().get("binaryData").textMap().values()) {
            size += binary.length() / 4 * 3;
        }
        return size;
    }

    private static int utf8Length(CharSequence text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
