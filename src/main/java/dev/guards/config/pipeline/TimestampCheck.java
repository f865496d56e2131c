package dev.guards.config.pipeline;

import dev.guards.text.Node;
import dev.guards.text.ReadException;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.time.DateTimeException;
import java.time.ZoneId;

/** The timestamp stage. */
final class TimestampCheck {
    private TimestampCheck() {
    }

    static Stage read(Span span, Node body) throws ReadException {
        Text source = body.get("source").text();
        if (source == null || source.isEmpty()) {
            throw StageReader.invalid(span, "timestamp source value is required", "name the extracted field under `source:`");
        }
        if (body.get("format").string("").isEmpty()) {
            throw StageReader.invalid(span, "timestamp format is required", "give a Go layout, or a name such as `RFC3339`");
        }
        Text location = body.get("location").text();
        if (location != null && !location.isEmpty() && !isKnown(location.value())) {
            throw StageReader.invalid(location.span(), "invalid location specified: `" + location + "`", "take a name of the IANA time zone database");
        }
        Text action = body.get("action_on_failure").text();
        if (action != null && !action.value().equals("skip") && !action.value().equals("fudge")) {
            throw StageReader.invalid(action.span(), "invalid action on failure `" + action + "`", "`skip` or `fudge`");
        }
        return new Stage.Timestamp(span, source);
    }

    private static boolean isKnown(String location) {
        try {
            return location.equals("Local") || ZoneId.of(location) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
