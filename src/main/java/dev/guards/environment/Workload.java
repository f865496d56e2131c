package dev.guards.environment;

import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Text;
import dev.guards.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One container that the environment runs, in any number of instances: a Compose service, or a container of a
 * Kubernetes pod template. Immutable.
 */
public final class Workload {
    /** What controls the instances. */
    public enum Kind {
        SERVICE("service"), SWARM_SERVICE("swarm service"), POD("Pod"), DEPLOYMENT("Deployment"), STATEFUL_SET("StatefulSet"),
        DAEMON_SET("DaemonSet"), REPLICA_SET("ReplicaSet"), JOB("Job"), CRON_JOB("CronJob");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        public String shown() {
            return shown;
        }

        public boolean isKubernetes() {
            return this != SERVICE && this != SWARM_SERVICE;
        }
    }

    private final Builder b;

    private Workload(Builder builder) {
        this.b = builder;
    }

    /** Starts a workload; everything not set is empty. */
    public static Builder named(String name, Kind kind, Span span) {
        return new Builder(name, kind, span);
    }

    /** Service name, or the controller's {@code metadata.name}. */
    public String name() {
        return b.name;
    }

    public Kind kind() {
        return b.kind;
    }

    /** Kubernetes namespace, or the Compose project ({@link dev.guards.text.Unknown#MARK} for what is not known of it). */
    public String namespace() {
        return b.namespace;
    }

    /** Container name in the pod template; for Compose the service name. */
    public String container() {
        return b.container.isEmpty() ? b.name : b.container;
    }

    public boolean isInit() {
        return b.init;
    }

    /** Container names without the leading {@code /} (Docker), pod names (Kubernetes). */
    public ValueSet instanceNames() {
        return b.instanceNames;
    }

    /** Null when the image is built from the repository and not named. */
    public Image image() {
        return b.image;
    }

    /** The image that the own image is built from, which tells what program runs; null when it is not known. */
    public Image baseImage() {
        return b.baseImage;
    }

    /** Directory that the image is built from, relative to the root; null when it is not built here. */
    public String buildContext() {
        return b.buildContext;
    }

    /** Directory whose Dockerfile seems to make the image, by its name; null when none does, or {@link #buildContext} is known. */
    public String likelyContext() {
        return b.likelyContext;
    }

    /** Entrypoint words; empty when the image's own holds. */
    public List<Text> entrypoint() {
        return b.entrypoint;
    }

    /** Command words (Kubernetes: {@code args}); empty when the image's own hold. */
    public List<Text> command() {
        return b.command;
    }

    /** Entrypoint and command in one; the words of a script for {@code sh -c} stand for themselves. */
    public List<Text> words() {
        List<Text> all = new ArrayList<>();
        for (List<Text> part : List.of(b.entrypoint, b.command)) {
            for (Text word : part) {
                if (word.value().strip().indexOf(' ') > 0) {
                    all.addAll(Words.split(word));
                } else {
                    all.add(word);
                }
            }
        }
        return all;
    }

    /** By name. */
    public Map<String, EnvVariable> environment() {
        return b.environment;
    }

    /** True when variables may be set that are not listed: an env_file or secret that is not in the repository. */
    public boolean isEnvironmentOpen() {
        return b.environmentOpen;
    }

    /** Container labels (Docker), pod labels (Kubernetes). A value may hold {@link dev.guards.text.Unknown#MARK}. */
    public Map<String, Text> labels() {
        return b.labels;
    }

    /** Labels of the swarm service ({@code deploy.labels}). */
    public Map<String, Text> serviceLabels() {
        return b.serviceLabels;
    }

    /** Pod annotations. */
    public Map<String, Text> annotations() {
        return b.annotations;
    }

    /** Declared ports, those of the Dockerfile too; an image may listen on others. */
    public List<Port> ports() {
        return b.ports;
    }

    public List<Mount> mounts() {
        return b.mounts;
    }

    /** Networks by their real name ({@code proj_default}), each with the names the container is reached by in it. */
    public Map<String, Set<String>> networks() {
        return b.networks;
    }

    /** {@code host}, {@code none}, {@code service:x}, {@code container:x}; empty for networks of its own. */
    public String networkMode() {
        return b.networkMode;
    }

    public boolean usesHostNetwork() {
        return b.networkMode.equals("host");
    }

    /** Host names that {@code extra_hosts} or {@code hostAliases} point elsewhere. */
    public Set<String> extraHosts() {
        return b.extraHosts;
    }

    /** Logging driver; empty for the engine's default. */
    public String logDriver() {
        return b.logDriver;
    }

    public Map<String, Text> logOptions() {
        return b.logOptions;
    }

    /** Compose profiles that start it; empty when it always starts. */
    public Set<String> profiles() {
        return b.profiles;
    }

    /** What it depends on that the container runs at all, such as a file that users may leave out; empty when it always does. */
    public String condition() {
        return b.condition;
    }

    /**
     * What it depends on that the container runs where another one does: what both depend on holds then. Empty when nothing.
     *
     * @param running null when no other is known to run
     */
    public String dependsOn(Workload running) {
        if (!b.condition.isEmpty() && (running == null || !b.condition.equals(running.b.condition))) {
            return b.condition;
        }
        boolean started = b.profiles.isEmpty() || running != null && !running.b.profiles.isEmpty() && b.profiles.containsAll(running.b.profiles);
        return started ? "" : "with profile " + String.join(" or ", b.profiles);
    }

    public boolean isPrivileged() {
        return b.privileged;
    }

    /** How many instances run; -1 when the files do not tell. */
    public int replicas() {
        return b.replicas;
    }

    /** Kubernetes serviceAccountName; empty when not set. */
    public String serviceAccount() {
        return b.serviceAccount;
    }

    /** Where it is defined: the service's or container's name. */
    public Span span() {
        return b.span;
    }

    @Override
    public String toString() {
        return b.kind.shown() + " " + (b.namespace.isEmpty() || !b.kind.isKubernetes() ? "" : b.namespace + "/") + b.name
                + (container().equals(b.name) ? "" : "/" + container());
    }

    /** Collects a workload. */
    public static final class Builder {
        private final String name;
        private final Kind kind;
        private final Span span;
        private String namespace = "";
        private String container = "";
        private boolean init;
        private ValueSet instanceNames = ValueSet.any();
        private Image image;
        private Image baseImage;
        private String buildContext;
        private String likelyContext;
        private List<Text> entrypoint = List.of();
        private List<Text> command = List.of();
        private final Map<String, EnvVariable> environment = new LinkedHashMap<>();
        private boolean environmentOpen;
        private Map<String, Text> labels = Map.of();
        private Map<String, Text> serviceLabels = Map.of();
        private Map<String, Text> annotations = Map.of();
        private final List<Port> ports = new ArrayList<>();
        private final List<Mount> mounts = new ArrayList<>();
        private final Map<String, Set<String>> networks = new LinkedHashMap<>();
        private String networkMode = "";
        private Set<String> extraHosts = Set.of();
        private String logDriver = "";
        private Map<String, Text> logOptions = Map.of();
        private Set<String> profiles = Set.of();
        private String condition = "";
        private boolean privileged;
        private int replicas = 1;
        private String serviceAccount = "";

        private Builder(String name, Kind kind, Span span) {
            this.name = name;
            this.kind = kind;
            this.span = span;
        }

        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        public Builder container(String container) {
            this.container = container;
            return this;
        }

        public Builder init(boolean init) {
            this.init = init;
            return this;
        }

        public Builder instanceNames(ValueSet instanceNames) {
            this.instanceNames = instanceNames;
            return this;
        }

        public Builder image(Image image) {
            this.image = image;
            return this;
        }

        public Builder baseImage(Image image) {
            this.baseImage = image;
            return this;
        }

        public Builder buildContext(String buildContext) {
            this.buildContext = buildContext;
            return this;
        }

        public Builder likelyContext(String likelyContext) {
            this.likelyContext = likelyContext;
            return this;
        }

        public Builder entrypoint(List<Text> entrypoint) {
            this.entrypoint = List.copyOf(entrypoint);
            return this;
        }

        public Builder command(List<Text> command) {
            this.command = List.copyOf(command);
            return this;
        }

        public Builder variable(EnvVariable variable) {
            environment.put(variable.name().value(), variable);
            return this;
        }

        public Builder environmentOpen() {
            this.environmentOpen = true;
            return this;
        }

        public Builder labels(Map<String, Text> labels) {
            this.labels = new LinkedHashMap<>(labels);
            return this;
        }

        public Builder serviceLabels(Map<String, Text> serviceLabels) {
            this.serviceLabels = new LinkedHashMap<>(serviceLabels);
            return this;
        }

        public Builder annotations(Map<String, Text> annotations) {
            this.annotations = new LinkedHashMap<>(annotations);
            return this;
        }

        public Builder port(Port port) {
            ports.add(port);
            return this;
        }

        public Builder mount(Mount mount) {
            mounts.add(mount);
            return this;
        }

        public Builder network(String network, Collection<String> names) {
            networks.computeIfAbsent(network, n -> new LinkedHashSet<>()).addAll(names);
            return this;
        }

        public Builder networkMode(String networkMode) {
            this.networkMode = networkMode;
            return this;
        }

        public Builder extraHosts(Collection<String> names) {
            this.extraHosts = Set.copyOf(names);
            return this;
        }

        public Builder logging(String driver, Map<String, Text> options) {
            this.logDriver = driver;
            this.logOptions = new LinkedHashMap<>(options);
            return this;
        }

        public Builder profiles(Collection<String> profiles) {
            this.profiles = new LinkedHashSet<>(profiles);
            return this;
        }

        public Builder condition(String condition) {
            this.condition = condition;
            return this;
        }

        public Builder privileged(boolean privileged) {
            this.privileged = privileged;
            return this;
        }

        public Builder replicas(int replicas) {
            this.replicas = replicas;
            return this;
        }

        public Builder serviceAccount(String serviceAccount) {
            this.serviceAccount = serviceAccount;
            return this;
        }

        /** What is collected; the builder must not be used once others see the workload. */
        public Workload build() {
            return new Workload(this);
        }
    }
}
