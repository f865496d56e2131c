package dev.guards.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GET requests with bounds: time to connect, time for everything, size of the answer. */
public final class Web {
    private static final int MAX_BYTES = 64 << 20;
    private final HttpClient client;
    private final Duration limit;
    private final String token;

    /**
     * @param limit for a whole request, connection and body included
     * @param token sent as bearer token; empty for none
     */
    public Web(Duration limit, String token) {
        this.limit = limit;
        this.token = token;
        this.client = HttpClient.newBuilder().connectTimeout(limit.compareTo(Duration.ofSeconds(5)) < 0 ? limit : Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    /** The body of an answer with status 200. */
    public String get(String url, String accept) throws LiveException {
        URI uri = uri(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limit).header("Accept", accept);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<String> answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> body(response, shown(url)));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new LiveException(shown(url) + " did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure(shown(url), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LiveException("interrupted while asking " + shown(url));
        }
    }

    private LiveException failure(String url, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof Refused)) {
            root = root.getCause();
        }
        if (root instanceof Refused) {
            return new LiveException(root.getMessage());
        }
        if (root instanceof HttpTimeoutException) {
            return new LiveException(url + " did not answer within " + limit.toSeconds() + " s");
        }
        return new LiveException("cannot reach " + url + ": "
                + (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage()));
    }

    private static URI uri(String url) throws LiveException {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                throw new LiveException("not an http or https address: " + shown(url));
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new LiveException("not an address: " + shown(url));
        }
    }

    private static String body(HttpResponse<InputStream> response, String url) {
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == 401 || status == 403) {
                throw new Refused(url + " answers " + status + ": it wants credentials; give them with --token-file");
            }
            if (status != 200) {
                throw new Refused(url + " answers " + status);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                if (out.size() > MAX_BYTES) {
                    throw new Refused(url + " answers with more than " + (MAX_BYTES >> 20) + " MiB");
                }
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refused("the answer of " + url + " broke off: " + e.getMessage());
        }
    }

    /** An address as messages and files may show it: without user, password and query. */
    public static String shown(String url) {
        int scheme = url.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int slash = url.indexOf('/', from);
        int at = url.lastIndexOf('@', slash < 0 ? url.length() : slash);
        String bare = at > from ? url.substring(0, from) + url.substring(at + 1) : url;
        int query = bare.indexOf('?');
        return query < 0 ? bare : bare.substring(0, query);
    }

    static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    /** An answer that is refused, carried through the client's own threads. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }
}
