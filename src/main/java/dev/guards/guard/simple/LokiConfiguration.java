package dev.guards.guard.simple;

import dev.guards.config.Document;
import dev.guards.config.Kind;
import dev.guards.config.loki.LokiCheck;
import dev.guards.config.loki.LokiConfig;
import dev.guards.config.loki.LokiVersion;
import dev.guards.guard.Finding;
import dev.guards.guard.Findings;
import dev.guards.guard.Repository;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds Loki's configuration against the version of Loki that the repository runs. */
public final class LokiConfiguration implements SimpleGuard {
    static final Rule STRUCTURED_METADATA = Rule.error(LokiCheck.STRUCTURED_METADATA,
            "structured metadata is on, which is the default since Loki 3.0, and the schema or index store cannot hold it");
    static final Rule INVALID = Rule.error(LokiCheck.INVALID, "a setting of storage, schema or retention keeps Loki from starting");
    static final Rule FILESYSTEM = Rule.info("loki-filesystem-storage", "logs are kept in the file system of one node, which is not meant for production");
    /** What runs when the repository does not say. */
    private static final LokiVersion NEWEST = LokiVersion.ofTag("3");

    @Override
    public String id() {
        return "loki-config";
    }

    @Override
    public String summary() {
        return "Loki starts with its configuration in the version that runs it";
    }

    @Override
    public List<Rule> rules() {
        return List.of(STRUCTURED_METADATA, INVALID, FILESYSTEM);
    }

    @Override
    public void check(Repository repository, Findings findings) {
        List<Document> configs = repository.documents(Kind.LOKI);
        if (configs.isEmpty()) {
            return;
        }
        List<Text> images = ImageReferences.of(repository, "loki");
        for (Document document : configs) {
            check(LokiConfig.read(document.root()), ImageReferences.nearest(images, document.path()), findings);
        }
    }

    private static void check(LokiConfig config, List<Text> images, Findings findings) {
        Set<LokiVersion> versions = new LinkedHashSet<>();
        for (Text image : images) {
            versions.add(LokiVersion.ofTag(ImageReferences.tag(image)));
        }
        boolean assumed = images.isEmpty() || versions.contains(null);
        versions.remove(null);
        if (versions.isEmpty()) {
            versions.add(NEWEST);
        }
        // Loki's periods begin at midnight UTC; the time zones of the machine cost too much to load besides.
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Set<String> said = new LinkedHashSet<>();
        for (LokiVersion version : versions) {
            for (Problem problem : LokiCheck.refusals(config, version, today)) {
                if (said.add(problem.rule() + problem.span())) {
                    report(problem, images, assumed, findings);
                }
            }
        }
        LokiConfig.Period active = config.active(today);
        if (active != null && active.objectStore() != null && active.objectStore().value().equals("filesystem")) {
            findings.report(FILESYSTEM, active.objectStore().span(), "logs are stored in the file system of the node that runs Loki")
                    .help("for production name an object store: s3, gcs, azure");
        }
    }

    private static void report(Problem problem, List<Text> images, boolean assumed, Findings findings) {
        Rule rule = problem.rule().equals(STRUCTURED_METADATA.id()) ? STRUCTURED_METADATA : INVALID;
        Finding finding = findings.report(rule, problem.span(), problem.message()).help(problem.help());
        for (Text image : images) {
            finding.note(image.span(), "runs `" + image + "`");
        }
        if (assumed) {
            finding.severity(rule.severity().lowered());
            finding.note(null, images.isEmpty() ? "no file says which version of Loki runs; the newest is assumed"
                    : "the image tag does not say which version runs; the newest is assumed");
        }
    }
}
