package dev.guards.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values of labels that standards define, as far as programs in ordinary use show them. Sources: RFC 9110 (methods, status codes), the gRPC
 * documentation "Status codes" with the spelling of its Go module, RFC 1035 and 6895 (DNS).
 */
final class StandardValues {
    private static final Map<String, String> SETS = Map.of(
            "@http-status", "200|201|202|204|206|301|302|303|304|307|308|400|401|403|404|405|409|410|413|415|422|429|500|501|502|503|504",
            "@http-class", "1xx|2xx|3xx|4xx|5xx",
            "@http-method", "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS",
            "@grpc-code", "OK|Canceled|Unknown|InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|ResourceExhausted"
                    + "|FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|Unavailable|DataLoss|Unauthenticated",
            "@dns-rcode", "NOERROR|FORMERR|SERVFAIL|NXDOMAIN|NOTIMP|REFUSED",
            "@dns-type", "A|AAAA|CNAME|MX|NS|PTR|SOA|SRV|TXT");

    private StandardValues() {
    }

    /** Words with the values of the sets that they name in place of them. */
    static List<String> expanded(String[] words) {
        List<String> values = new ArrayList<>();
        for (String word : words) {
            String set = word.startsWith("@") ? SETS.get(word) : null;
            if (set == null) {
                values.add(word);
            } else {
                values.addAll(List.of(set.split("\\|")));
            }
        }
        return List.copyOf(values);
    }
}
