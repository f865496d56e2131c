package dev.guards.config;

import dev.guards.text.Node;
import dev.guards.text.Source;
import dev.guards.text.Text;

/**
 * One document of the repository: a file, one of the documents of a YAML stream, or a document that a ConfigMap or
 * custom resource embeds.
 *
 * @param name   path of the file below the root, or the key under which it is embedded
 * @param text   as written; for an embedded document the scalar that holds it
 * @param root   the located tree; absent for formats that are neither JSON nor YAML (Alloy, Fluent Bit's classic form)
 * @param parent the document that embeds this one; null for a file
 */
public record Document(Kind kind, String name, Text text, Node root, Document parent) {
    /** By place: the trees of whole files would be walked at each look-up otherwise. */
    @Override
    public int hashCode() {
        return name.hashCode() * 31 + text.span().start();
    }

    /** The outermost file. */
    public Source source() {
        return text.source();
    }

    /** Path of the outermost file. */
    public String path() {
        return source().path();
    }

    /** Last part of the name. */
    public String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
