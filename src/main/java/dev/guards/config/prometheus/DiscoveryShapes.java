package dev.guards.config.prometheus;

import static dev.guards.config.prometheus.Checker.isGiven;
import static dev.guards.config.prometheus.FieldType.STRINGS;
import static dev.guards.config.prometheus.FieldType.STRING_MAP;
import static dev.guards.config.prometheus.ScalarType.BOOL;
import static dev.guards.config.prometheus.ScalarType.DURATION;
import static dev.guards.config.prometheus.ScalarType.INT;
import static dev.guards.config.prometheus.ScalarType.STRING;

import dev.guards.text.Node;
import dev.guards.text.Text;
import java.util.List;

/** The sections of service discovery, static targets aside. Each is made when a file has it: most files have one or none. */
final class DiscoveryShapes {
    private static final Shape FILTER = new Shape("plain").with(STRING, "name").with(STRINGS, "values");

    /** As {@link Discovery#kind()} has them. */
    static final List<String> KINDS = List.of("aws", "azure", "consul", "digitalocean", "dns", "docker", "dockerswarm", "ec2", "eureka",
            "file", "gce", "hetzner", "http", "ionos", "kubernetes", "kuma", "lightsail", "linode", "marathon", "nerve", "nomad", "oci",
            "openstack", "outscale", "ovhcloud", "puppetdb", "scaleway", "serverset", "stackit", "triton", "uyuni", "vultr");

    private DiscoveryShapes() {
    }

    /** @param kind one of {@link #KINDS} */
    static Shape of(String kind) {
        return switch (kind) {
            case "kubernetes" -> KubernetesShape.SHAPE;
            case "file" -> new Shape("file.plain").with(STRINGS, "files").with(DURATION, "refresh_interval")
                    .require("files", "file service discovery config must contain at least one path name").must(DiscoveryShapes::filePatterns);
            case "http" -> http("http").with(STRING, "url").must((n, c) -> url(n.get("url"), n, c));
            case "dns" -> new Shape("dns.plain").with(STRINGS, "names").with(DURATION, "refresh_interval").with(STRING, "type").with(INT, "port")
                    .require("names", "DNS-SD config must contain at least one SRV record name").must(DiscoveryShapes::dnsType);
            case "docker" -> http("moby").with(STRING, "host", "host_networking_host").with(INT, "port").with(BOOL, "match_first_network")
                    .with(FieldType.listOf(FILTER, null), "filters").require("host", "host missing");
            case "dockerswarm" -> http("moby").with(STRING, "host").with(INT, "port").with(FieldType.listOf(FILTER, null), "filters")
                    .with(FieldType.oneOf(List.of("services", "nodes", "tasks"), r -> "invalid role " + r
                            + ", expected tasks, services, or nodes"), "role")
                    .require("host", "host missing").require("role", "role missing (one of: tasks, services, nodes)");
            default -> cloud(kind);
        };
    }

    private static Shape http(String name) {
        return new Shape(name + ".plain").with(HttpClientShape.SHAPE).with(DURATION, "refresh_interval");
    }

    private static Shape cloud(String kind) {
        return switch (kind) {
            case "azure" -> http("azure").with(STRING, "environment", "subscription_id", "tenant_id", "client_id", "client_secret",
                    "resource_group").with(INT, "port")
                    .with(FieldType.oneOf(List.of("OAuth", "ManagedIdentity", "SDK", "WorkloadIdentity"), m -> "unknown authentication_type "
                            + Checker.quoted(m) + ". Supported types are \"OAuth\", \"ManagedIdentity\", \"SDK\" or \"WorkloadIdentity\""),
                            "authentication_method")
                    .require("subscription_id", "azure SD configuration requires a subscription_id").must(DiscoveryShapes::azureOAuth);
            case "ec2" -> aws().with(FieldType.listOf(FILTER, null), "filters").must(DiscoveryShapes::ec2Filters);
            case "lightsail" -> aws();
            case "aws" -> aws().with(STRING, "role").openEnded();
            case "digitalocean" -> http("digitalocean").with(INT, "port");
            case "gce" -> new Shape("gce.plain").with(STRING, "project", "zone", "filter", "tag_separator").with(DURATION, "refresh_interval")
                    .with(INT, "port").require("project", "GCE SD configuration requires a project")
                    .require("zone", "GCE SD configuration requires a zone");
            case "hetzner" -> http("hetzner").with(INT, "port").with(STRING, "label_selector")
                    .with(FieldType.oneOf(List.of("robot", "hcloud"), r -> "unknown role " + Checker.quoted(r)), "role")
                    .require("role", "role missing (one of: robot, hcloud)");
            case "ionos" -> http("ionos").with(STRING, "datacenter_id").with(INT, "port").require("datacenter_id", "datacenter id can't be empty");
            case "linode" -> http("linode").with(INT, "port").with(STRING, "tag_separator", "region");
            case "oci" -> new Shape("oci.plain").with(HttpClientShape.SHAPE)
                    .with(FieldType.oneOf(List.of("api_key", "instance_principal"), m -> "oci_sd: unknown auth method " + Checker.quoted(m)
                            + ", expected \"api_key\" or \"instance_principal\""), "auth").openEnded();
            case "openstack" -> new Shape("openstack.plain").with(STRING, "identity_endpoint", "username", "userid", "password",
                    "project_name", "project_id", "application_credential_name", "application_credential_id",
                    "application_credential_secret", "domain_name", "domain_id", "region").with(BOOL, "all_tenants")
                    .with(DURATION, "refresh_interval").with(INT, "port").with(HttpClientShape.TLS, "tls_config")
                    .with(FieldType.oneOf(List.of("hypervisor", "instance", "loadbalancer"), r -> "unknown OpenStack SD role "
                            + Checker.quoted(r)), "role")
                    .with(FieldType.oneOf(List.of("public", "internal", "admin"), a -> "unknown availability " + a
                            + ", must be one of admin, internal or public"), "availability")
                    .require("role", "role missing (one of: instance, hypervisor, loadbalancer)")
                    .require("region", "openstack SD configuration requires a region");
            case "outscale" -> http("outscale").with(STRING, "region", "access_key", "secret_key", "secret_key_file", "profile", "endpoint")
                    .with(INT, "port").with(FieldType.listOf(FILTER, null), "filters").must(DiscoveryShapes::secretKey);
            case "ovhcloud" -> new Shape("ovhcloud.plain").with(STRING, "endpoint", "application_key", "application_secret", "consumer_key")
                    .with(DURATION, "refresh_interval").with(STRING, "service")
                    .require("endpoint", "endpoint can not be empty").require("application_key", "application key can not be empty")
                    .require("application_secret", "application secret can not be empty").require("consumer_key", "consumer key can not be empty")
                    .must((n, c) -> {
                        String service = n.get("service").string("");
                        if (!List.of("vps", "dedicated_server").contains(service)) {
                            c.refuse(n.get("service"), "unknown service: " + service);
                        }
                    });
            case "scaleway" -> http("scaleway").with(STRING, "project_id", "api_url", "zone", "access_key", "secret_key", "secret_key_file",
                    "name_filter").with(STRINGS, "tags_filter").with(INT, "port")
                    .with(FieldType.oneOf(List.of("instance", "baremetal"), r -> "unknown role " + Checker.quoted(r)), "role")
                    .require("role", "role missing (one of: instance, baremetal)").require("project_id", "project_id is mandatory")
                    .must(DiscoveryShapes::secretKey).require("access_key", "access_key is mandatory");
            case "stackit" -> http("stackit").with(INT, "port").with(STRING, "project", "endpoint", "region", "role", "service_account_key",
                    "service_account_key_path", "private_key", "private_key_path", "credentials_file_path", "token_url")
                    .must((n, c) -> {
                        if (n.get("endpoint").string("").startsWith("://")) {
                            c.refuse(n.get("endpoint"), "invalid endpoint");
                        }
                    }).openEnded();
            case "vultr" -> http("vultr").with(INT, "port");
            default -> registry(kind);
        };
    }

    private static Shape registry(String kind) {
        return switch (kind) {
            case "consul" -> http("consul").with(STRING, "server", "path_prefix", "token", "datacenter", "namespace", "partition",
                    "tag_separator", "scheme", "username", "password", "filter", "health_filter").with(BOOL, "allow_stale")
                    .with(STRINGS, "services", "tags").with(STRING_MAP, "node_meta").must((n, c) -> {
                        if (n.get("server").isPresent() && !isGiven(n.get("server"))) {
                            c.refuse(n.get("server"), "consul SD configuration requires a server address");
                        }
                        if ((isGiven(n.get("username")) || isGiven(n.get("password"))) && isGiven(n.get("basic_auth"))) {
                            c.refuse(n.get("basic_auth"), "at most one of consul SD configuration username and password and basic auth can be configured");
                        }
                        if (isGiven(n.get("token")) && (isGiven(n.get("authorization")) || isGiven(n.get("oauth2")))) {
                            c.refuse(n.get("token"), "at most one of consul SD token, authorization, or oauth2 can be configured");
                        }
                    });
            case "eureka" -> http("eureka").with(STRING, "server").require("server", "eureka_sd: empty or null eureka server").must((n, c) -> {
                String server = n.get("server").string("");
                if (!server.isEmpty() && hostOf(server).isEmpty()) {
                    c.refuse(n.get("server"), "eureka_sd: invalid eureka server URL");
                }
            });
            case "kuma" -> http("kuma").with(STRING, "server", "client_id").with(DURATION, "fetch_timeout").must((n, c) -> {
                String server = n.get("server").string("");
                if (server.isEmpty()) {
                    c.refuse(n, "kuma SD server must not be empty: " + server);
                } else if (!server.contains("://") || hostOf(server).isEmpty()) {
                    c.refuse(n.get("server"), "kuma SD server must not be empty and have a scheme: " + server);
                }
            });
            case "marathon" -> http("marathon").with(STRINGS, "servers").with(STRING, "auth_token", "auth_token_file")
                    .require("servers", "marathon_sd: must contain at least one Marathon server").must(DiscoveryShapes::marathonAuth);
            case "nomad" -> http("nomad").with(BOOL, "allow_stale").with(STRING, "namespace", "region", "server", "tag_separator").must((n, c) -> {
                if (n.get("server").isPresent() && !isGiven(n.get("server"))) {
                    c.refuse(n.get("server"), "nomad SD configuration requires a server address");
                }
            });
            case "puppetdb" -> http("puppetdb").with(STRING, "url", "query").with(BOOL, "include_parameters").with(INT, "port")
                    .must((n, c) -> url(n.get("url"), n, c)).require("query", "query missing");
            case "triton" -> new Shape("triton.plain").with(STRING, "account", "dns_suffix", "endpoint").with(STRINGS, "groups")
                    .with(INT, "port", "version").with(DURATION, "refresh_interval").with(HttpClientShape.TLS, "tls_config")
                    .with(FieldType.oneOf(List.of("container", "cn"), r -> "triton SD configuration requires role to be 'container' or 'cn'"), "role")
                    .require("account", "triton SD configuration requires an account")
                    .require("dns_suffix", "triton SD configuration requires a dns_suffix")
                    .require("endpoint", "triton SD configuration requires an endpoint");
            case "uyuni" -> http("uyuni").with(STRING, "server", "username", "password", "entitlement", "separator")
                    .require("server", "Uyuni SD configuration requires server host")
                    .require("username", "Uyuni SD configuration requires a username")
                    .require("password", "Uyuni SD configuration requires a password");
            case "nerve", "serverset" -> zookeeper(kind);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Shape aws() {
        return new Shape("aws.plain").with(HttpClientShape.SHAPE).with(STRING, "endpoint", "region", "access_key", "secret_key",
                "profile", "role_arn", "external_id").with(DURATION, "refresh_interval").with(INT, "port");
    }

    private static Shape zookeeper(String kind) {
        return new Shape("zookeeper.plain").with(STRINGS, "servers", "paths").with(DURATION, "timeout")
                .require("servers", kind + " SD config must contain at least one Zookeeper server")
                .require("paths", kind + " SD config must contain at least one path").must((n, c) -> {
                    for (Text path : n.get("paths").texts()) {
                        if (!path.value().startsWith("/")) {
                            c.refuse(path.span(), kind + " SD config paths must begin with '/': " + path, "");
                        }
                    }
                });
    }

    private static void azureOAuth(Node node, Checker checker) {
        if (!node.get("authentication_method").string("OAuth").equals("OAuth")) {
            return;
        }
        for (String field : List.of("tenant_id", "client_id", "client_secret")) {
            if (!isGiven(node.get(field))) {
                checker.refuse(node, "azure SD configuration requires a " + field);
            }
        }
    }

    private static void ec2Filters(Node node, Checker checker) {
        for (Node filter : node.get("filters").items()) {
            if (filter.get("values").items().isEmpty()) {
                checker.refuse(filter, "EC2 SD configuration filter values cannot be empty");
            }
        }
    }

    private static void secretKey(Node node, Checker checker) {
        boolean key = isGiven(node.get("secret_key"));
        boolean file = isGiven(node.get("secret_key_file"));
        if (key && file) {
            checker.refuse(node.get("secret_key_file"), "at most one of secret_key & secret_key_file must be configured");
        } else if (!key && !file) {
            checker.refuse(node, "one of secret_key & secret_key_file must be configured");
        }
    }

    private static void marathonAuth(Node node, Checker checker) {
        boolean token = isGiven(node.get("auth_token"));
        boolean file = isGiven(node.get("auth_token_file"));
        Node place = token ? node.get("auth_token") : node.get("auth_token_file");
        if (token && file) {
            checker.refuse(node.get("auth_token_file"), "marathon_sd: at most one of auth_token & auth_token_file must be configured");
        } else if (token || file) {
            if (isGiven(node.get("basic_auth"))) {
                checker.refuse(place, "marathon_sd: at most one of basic_auth, auth_token & auth_token_file must be configured");
            } else if (isGiven(node.get("bearer_token")) || isGiven(node.get("bearer_token_file"))) {
                checker.refuse(place, "marathon_sd: at most one of bearer_token, bearer_token_file, auth_token & auth_token_file must be configured");
            } else if (isGiven(node.get("authorization"))) {
                checker.refuse(place, "marathon_sd: at most one of auth_token, auth_token_file & authorization must be configured");
            }
        }
    }

    private static void filePatterns(Node node, Checker checker) {
        for (Text path : node.get("files").texts()) {
            if (!path.value().matches("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)")) {
                checker.refuse(path.span(), "path name " + Checker.quoted(path) + " is not valid for file discovery",
                        "it ends in .json, .yml or .yaml, and only its last part may have a `*`");
            }
        }
    }

    private static void dnsType(Node node, Checker checker) {
        String type = node.get("type").string("SRV").toUpperCase(java.util.Locale.ROOT);
        switch (type) {
            case "SRV" -> {
                // Brings its own port.
            }
            case "A", "AAAA", "MX", "NS" -> {
                if (!isGiven(node.get("port")) || node.get("port").string().equals("0")) {
                    checker.refuse(node, "a port is required in DNS-SD configs for all record types except SRV");
                }
            }
            default -> checker.refuse(node.get("type"), "invalid DNS-SD records type " + node.get("type").string());
        }
    }

    private static void url(Node url, Node section, Checker checker) {
        String text = url.string("");
        if (text.isEmpty()) {
            checker.refuse(url.isPresent() ? url : section, "URL is missing");
        } else if (!text.startsWith("http://") && !text.startsWith("https://") && !text.matches("https?:.*")) {
            checker.refuse(url, "URL scheme must be 'http' or 'https'");
        } else if (hostOf(text).isEmpty()) {
            checker.refuse(url, "host is missing in URL");
        }
    }

    private static String hostOf(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return "";
        }
        String rest = url.substring(start + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(rest.lastIndexOf('@', end - 1) + 1 > end ? 0 : Math.max(0, rest.lastIndexOf('@', Math.max(0, end - 1)) + 1), end);
    }
}
