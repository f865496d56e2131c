package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.STRING;
import static dev.guards.config.prometheus.ScalarType.URL;

import dev.guards.text.Mapping;
import dev.guards.text.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How Prometheus reaches others over HTTP: authentication, TLS, proxies. The fields stand right in the section that uses them. */
final class HttpClientShape {
    /** Every field that makes a client differ from the default one. */
    static final List<String> FIELDS = List.of("basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file", "tls_config",
            "follow_redirects", "enable_http2", "http_headers", "proxy_url", "no_proxy", "proxy_from_environment", "proxy_connect_header");
    private static final Set<String> RESERVED_HEADERS = Set.of("accept-encoding", "connection", "content-encoding", "content-length",
            "content-type", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
            "upgrade", "www-authenticate", "authorization", "user-agent", "x-prometheus-scrape-timeout-seconds");

    static final Shape TLS = new Shape("config.TLSConfig").with(STRING, "ca", "cert", "key", "ca_file", "cert_file", "key_file", "ca_ref",
            "cert_ref", "key_ref", "server_name", "min_version", "max_version").with(BOOL, "insecure_skip_verify")
            .atMostOne("at most one of ca, ca_file & ca_ref must be configured", "ca", "ca_file", "ca_ref")
            .atMostOne("at most one of cert, cert_file & cert_ref must be configured", "cert", "cert_file", "cert_ref")
            .atMostOne("at most one of key, key_file & key_ref must be configured", "key", "key_file", "key_ref")
            .must(HttpClientShape::certificate);

    private static final Shape BASIC_AUTH = new Shape("config.plain").with(STRING, "username", "username_file", "username_ref", "password",
            "password_file", "password_ref")
            .atMostOne("at most one of basic_auth username, username_file & username_ref must be configured", "username",
                    "username_file", "username_ref")
            .atMostOne("at most one of basic_auth password, password_file & password_ref must be configured", "password",
                    "password_file", "password_ref");

    private static final Shape AUTHORIZATION = new Shape("config.plain").with(STRING, "type", "credentials", "credentials_file",
            "credentials_ref")
            .atMostOne("at most one of authorization credentials & credentials_file must be configured", "credentials",
                    "credentials_file", "credentials_ref")
            .must((n, c) -> {
                if (n.get("type").string("").toLowerCase(Locale.ROOT).strip().equals("basic")) {
                    c.refuse(n.get("type"), "authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
                }
            });

    private static final Shape PROXY = new Shape("config.plain").with(URL, "proxy_url").with(STRING, "no_proxy")
            .with(BOOL, "proxy_from_environment").with(FieldType.mapOf(STRINGS), "proxy_connect_header").must(HttpClientShape::proxy);

    private static final Shape OAUTH2 = new Shape("config.plain").with(STRING, "client_id", "client_secret", "client_secret_file",
            "client_secret_ref", "client_certificate_key_id", "client_certificate_key", "client_certificate_key_file",
            "client_certificate_key_ref", "grant_type", "iss", "audience", "signature_algorithm", "token_url").with(STRINGS, "scopes")
            .with(STRING_MAP, "endpoint_params").with(ScalarType.ANYTHING, "claims").with(TLS, "tls_config").with(PROXY)
            .require("client_id", "oauth2 client_id must be configured").require("token_url", "oauth2 token_url must be configured")
            .atMostOne("at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured",
                    "client_secret", "client_secret_file", "client_secret_ref");

    /** All fields of an HTTP client with the checks between them. */
    static final Shape SHAPE = new Shape("config.plain").with(BASIC_AUTH, "basic_auth").with(AUTHORIZATION, "authorization")
            .with(OAUTH2, "oauth2").with(STRING, "bearer_token", "bearer_token_file").with(TLS, "tls_config")
            .with(BOOL, "follow_redirects", "enable_http2").with(FieldType.mapOf(new Shape("config.Header").with(STRINGS, "values", "secrets",
                    "files")), "http_headers").with(PROXY).must(HttpClientShape::authentication).must(HttpClientShape::headers);

    private HttpClientShape() {
    }

    private static void certificate(Node tls, Checker checker) {
        boolean cert = isGiven(tls.get("cert")) || isGiven(tls.get("cert_file")) || isGiven(tls.get("cert_ref"));
        boolean key = isGiven(tls.get("key")) || isGiven(tls.get("key_file")) || isGiven(tls.get("key_ref"));
        if (cert && !key) {
            checker.refuse(tls, "exactly one of key or key_file must be configured when a client certificate is configured");
        } else if (key && !cert) {
            checker.refuse(tls, "exactly one of cert or cert_file must be configured when a client key is configured");
        }
    }

    private static void authentication(Node node, Checker checker) {
        boolean basic = isGiven(node.get("basic_auth"));
        boolean authorization = isGiven(node.get("authorization"));
        boolean oauth = isGiven(node.get("oauth2"));
        boolean token = isGiven(node.get("bearer_token"));
        boolean tokenFile = isGiven(node.get("bearer_token_file"));
        Node tokenNode = token ? node.get("bearer_token") : node.get("bearer_token_file");
        if (token && tokenFile) {
            checker.refuse(node.get("bearer_token_file"), "at most one of bearer_token & bearer_token_file must be configured");
        } else if ((basic || oauth) && (token || tokenFile)) {
            checker.refuse(tokenNode, "at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured");
        } else if (authorization && (token || tokenFile)) {
            checker.refuse(tokenNode, "authorization is not compatible with bearer_token & bearer_token_file");
        } else if ((basic ? 1 : 0) + (authorization ? 1 : 0) + (oauth ? 1 : 0) > 1) {
            checker.refuse(oauth ? node.get("oauth2") : node.get("authorization"),
                    "at most one of basic_auth, oauth2 & authorization must be configured");
        }
    }

    private static void headers(Node node, Checker checker) {
        for (Mapping.Entry header : node.get("http_headers").entries()) {
            if (RESERVED_HEADERS.contains(header.key().value().toLowerCase(Locale.ROOT))) {
                checker.refuse(header.key().span(), "setting header " + Checker.quoted(header.key()) + " is not allowed", "");
            }
        }
    }

    private static void proxy(Node node, Checker checker) {
        boolean url = isGiven(node.get("proxy_url"));
        boolean fromEnvironment = node.get("proxy_from_environment").isTrue();
        if (fromEnvironment && url) {
            checker.refuse(node.get("proxy_url"), "if proxy_from_environment is configured, proxy_url must not be configured");
        } else if (fromEnvironment && isGiven(node.get("no_proxy"))) {
            checker.refuse(node.get("no_proxy"), "if proxy_from_environment is configured, no_proxy must not be configured");
        } else if (isGiven(node.get("no_proxy")) && !url) {
            checker.refuse(node.get("no_proxy"), "if no_proxy is configured, proxy_url must also be configured");
        } else if (isGiven(node.get("proxy_connect_header")) && !url && !fromEnvironment) {
            checker.refuse(node.get("proxy_connect_header"),
                    "if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured");
        }
    }
}
