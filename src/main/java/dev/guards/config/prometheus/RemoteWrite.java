package dev.guards.config.prometheus;

import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.List;

/**
 * Where a server sends its series.
 *
 * @param url null when it is missing
 */
public record RemoteWrite(Text url, List<RelabelRule> relabel, Span span) {
    public RemoteWrite {
        relabel = List.copyOf(relabel);
    }
}
