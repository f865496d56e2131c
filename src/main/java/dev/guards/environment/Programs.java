package dev.guards.environment;

import dev.guards.config.Document;
import dev.guards.config.Documents;
import dev.guards.config.Kind;
import dev.guards.text.Absent;
import dev.guards.text.Node;
import dev.guards.text.Paths;
import dev.guards.text.Problem;
import dev.guards.text.ReadException;
import dev.guards.text.Text;
import dev.guards.text.Unknown;
import dev.guards.text.YamlReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the programs of the observability stack among workloads, and the configuration that each one runs on. */
public final class Programs {
    /**
     * What is known of a kind of program.
     *
     * @param images        last parts of its image names
     * @param config        kind of its configuration; null when it has none that matters
     * @param option        the command-line option that names the file; empty when the last plain word does
     * @param standardPaths where the image's own command line looks
     */
    private record Known(Role role, List<String> images, Kind config, String option, List<String> standardPaths) {
    }

    private static final List<Known> KNOWN = List.of(
            new Known(Role.PROMETHEUS, List.of("prometheus"), Kind.PROMETHEUS, "config.file",
                    List.of("/etc/prometheus/prometheus.yml", "/opt/bitnami/prometheus/conf/prometheus.yml")),
            new Known(Role.PROMTAIL, List.of("promtail"), Kind.PROMTAIL, "config.file",
                    List.of("/etc/promtail/config.yml", "/etc/promtail/promtail.yaml")),
            new Known(Role.ALLOY, List.of("alloy"), Kind.ALLOY, "", List.of("/etc/alloy/config.alloy")),
            new Known(Role.GRAFANA_AGENT, List.of("grafana/agent", "grafana-agent"), null, "config.file", List.of()),
            new Known(Role.FLUENT_BIT, List.of("fluent-bit", "fluentbit", "fluent-bit-plugin-loki"), Kind.FLUENT_BIT, "config",
                    List.of("/fluent-bit/etc/fluent-bit.conf", "/fluent-bit/etc/fluent-bit.yaml",
                            "/fluent-bit/etc/conf/fluent-bit.conf")),
            new Known(Role.OTEL_COLLECTOR, List.of("opentelemetry-collector", "opentelemetry-collector-contrib",
                    "opentelemetry-collector-k8s", "otelcol", "otelcol-contrib", "otel-collector", "aws-otel-collector"), Kind.OTEL_COLLECTOR, "config",
                    List.of("/etc/otelcol-contrib/config.yaml", "/etc/otelcol/config.yaml", "/etc/otelcol-k8s/config.yaml")),
            new Known(Role.VECTOR, List.of("vector"), null, "config", List.of()),
            new Known(Role.LOKI, List.of("loki", "grafana-loki"), Kind.LOKI, "config.file",
                    List.of("/etc/loki/local-config.yaml", "/etc/loki/config.yaml", "/etc/loki/loki.yaml")),
            new Known(Role.GRAFANA, List.of("grafana", "grafana-oss", "grafana-enterprise"), null, "config", List.of()),
            new Known(Role.ALERTMANAGER, List.of("alertmanager"), Kind.ALERTMANAGER, "config.file",
                    List.of("/etc/alertmanager/alertmanager.yml")),
            new Known(Role.MIMIR, List.of("mimir"), null, "config.file", List.of()),
            new Known(Role.THANOS, List.of("thanos"), null, "config.file", List.of()),
            new Known(Role.VICTORIA_METRICS, List.of("victoria-metrics", "vminsert", "vmselect", "vmstorage"), Kind.PROMETHEUS,
                    "promscrape.config", List.of()),
            new Known(Role.VMAGENT, List.of("vmagent"), Kind.PROMETHEUS, "promscrape.config", List.of()),
            new Known(Role.TEMPO, List.of("tempo"), null, "config.file", List.of()),
            new Known(Role.PUSHGATEWAY, List.of("pushgateway"), null, "", List.of()),
            new Known(Role.LGTM, List.of("otel-lgtm", "docker-otel-lgtm"), null, "", List.of()));

    /** Images of others that are one of these with something added, such as {@code swarmprom-prometheus}. */
    private static final List<String> ENDINGS = List.of("prometheus", "promtail", "grafana", "loki", "alertmanager");

    private final Documents documents;
    private final Consumer<Problem> problems;

    public Programs(Documents documents, Consumer<Problem> problems) {
        this.documents = documents;
        this.problems = problems;
    }

    /** What a workload does; null when it is none of these. */
    public static Role role(Workload workload) {
        Known known = workload.isInit() ? null : known(workload);
        return known == null ? null : known.role();
    }

    private static Known known(Workload workload) {
        Known known = known(workload.image());
        if (known == null) {
            known = known(workload.baseImage());
        }
        boolean unknownImage = workload.image() == null || !Unknown.isKnown(workload.image().repository());
        return known == null && unknownImage ? known(workload.container()) : known;
    }

    private static Known known(Image image) {
        if (image == null) {
            return null;
        }
        Known exact = known(image.shortName());
        return exact != null ? exact : known(image.repository());
    }

    private static Known known(String image) {
        for (Known known : KNOWN) {
            if (known.images().contains(image)) {
                return known;
            }
        }
        for (String ending : ENDINGS) {
            if (image.endsWith("-" + ending)) {
                return known(ending);
            }
        }
        return null;
    }

    /** The programs among workloads, each with its configuration where the repository holds it. */
    public List<Program> of(List<Workload> workloads) {
        List<Program> found = new ArrayList<>();
        for (Workload workload : workloads) {
            Known known = workload.isInit() ? null : known(workload);
            if (known != null) {
                found.add(program(workload, known));
            }
        }
        return found;
    }

    /**
     * Configurations that no workload mounts: one whose program runs with a configuration that is not known may be that
     * one, and one whose program does not run at all shows that it does somewhere.
     *
     * @param running programs of the environment
     * @param loose   documents that belong to the environment
     */
    public List<Program> unmounted(List<Program> running, List<Document> loose) {
        Set<Document> used = new HashSet<>();
        Set<Role> known = EnumSet.noneOf(Role.class);
        Set<Role> unknown = EnumSet.noneOf(Role.class);
        for (Program program : running) {
            if (program.config() != null) {
                used.add(program.config());
            }
            (program.config() != null ? known : unknown).add(program.role());
        }
        List<Program> found = new ArrayList<>();
        for (Document document : loose) {
            Role role = role(document.kind());
            boolean settled = role != null && known.contains(role) && !unknown.contains(role);
            if (role != null && !settled && !used.contains(document)) {
                found.add(new Program(role, null, document, document.fileName(), FileView.around(documents.workspace(),
                        Paths.parent(document.path())), document.text().span(0, 0)));
            }
        }
        return found;
    }

    /** The kind of configuration that a program runs on; null when it has none that matters. */
    static Kind config(Role role) {
        for (Known known : KNOWN) {
            if (known.role() == role) {
                return known.config();
            }
        }
        return null;
    }

    private static Role role(Kind config) {
        for (Known known : KNOWN) {
            if (known.config() == config && config != null) {
                return known.role();
            }
        }
        return null;
    }

    private Program program(Workload workload, Known known) {
        FileView files = FileView.of(documents.workspace(), workload);
        List<String> paths = known.config() == null ? List.of() : paths(workload, known);
        for (String path : paths) {
            FileView.Found file = files.read(Paths.absolute(path));
            if (file != null) {
                return new Program(known.role(), workload, document(known.config(), file), path, files, workload.span(),
                        file.assumed() ? "which seems to be put there" : "");
            }
        }
        return new Program(known.role(), workload, null, paths.isEmpty() ? "" : paths.get(0), files, workload.span());
    }

    /** The path that the command line gives, else those that the image's own would. */
    private static List<String> paths(Workload workload, Known known) {
        List<Text> words = workload.words();
        if (!known.option().isEmpty()) {
            String given = CommandLine.option(words, known.option());
            String brief = given == null && known.option().equals("config") ? CommandLine.option(words, "c") : given;
            return brief != null ? List.of(expanded(withoutScheme(brief), workload)) : known.standardPaths();
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = words.get(i).value();
            if (word.startsWith("/") && !word.startsWith("/bin/")) {
                return List.of(expanded(word, workload));
            }
        }
        return known.standardPaths();
    }

    private static String withoutScheme(String path) {
        return path.startsWith("file:") ? path.substring("file:".length()) : path;
    }

    /** Kubernetes puts variables of the container in for {@code $(NAME)}. */
    private static String expanded(String word, Workload workload) {
        String result = word;
        for (Map.Entry<String, EnvVariable> variable : workload.environment().entrySet()) {
            if (variable.getValue().value() != null) {
                result = result.replace("$(" + variable.getKey() + ")", variable.getValue().value().value());
            }
        }
        return result;
    }

    /** The document of a file: as it was read before, or read now when its name did not tell what it is. */
    private Document document(Kind kind, FileView.Found file) {
        for (Document document : documents.all()) {
            if (document.kind() == kind && document.text().span().equals(file.text().span())) {
                return document;
            }
        }
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean plain = kind == Kind.ALLOY || kind == Kind.FLUENT_BIT && ending.equals("conf");
        try {
            Node root = plain ? new Absent(file.text().span()) : YamlReader.read(file.text(), problems);
            return new Document(kind, name, file.text(), root, null);
        } catch (ReadException e) {
            problems.accept(e.problem());
            return null;
        }
    }
}
