package dev.guards.guard;

import dev.guards.config.grafana.Dashboard;
import dev.guards.config.grafana.GrafanaFiles;
import dev.guards.config.grafana.Panel;
import dev.guards.config.grafana.Query;
import dev.guards.config.settings.Globs;
import dev.guards.config.settings.Settings;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an entry under {@code ignore:} of {@code guards.yaml} covers: each of its parts that is given must fit. Dashboards go by uid,
 * title or name of the file, panels by id or title, queries by refId; variables, alerts and rules by the name that reports show.
 */
final class IgnoredScope implements Suppression.Scope {
    private final Settings.Ignored entry;
    /** Parts of dashboards that the entry names, each as a whole; null when it names none. */
    private final List<Span> parts;
    /** What reports call the dashboards that the entry names. */
    private final Set<String> names = new HashSet<>();

    IgnoredScope(Settings.Ignored entry, Repository repository) {
        this.entry = entry;
        this.parts = entry.dashboard() == null && entry.panel() == null && entry.query() == null ? null : parts(repository.grafana());
    }

    private List<Span> parts(GrafanaFiles files) {
        List<Span> found = new ArrayList<>();
        if (entry.dashboard() != null) {
            names.add(entry.dashboard().value());
        }
        for (GrafanaFiles.Placed placed : files.dashboards()) {
            Dashboard dashboard = placed.dashboard();
            if (entry.dashboard() != null && !isNamed(entry.dashboard(), dashboard.uid(), dashboard.title())
                    && !isFile(dashboard.node().span())) {
                continue;
            }
            names.add(dashboard.name());
            if (entry.panel() == null && entry.query() == null) {
                found.add(dashboard.node().span());
            }
            for (Panel panel : dashboard.panels()) {
                if (entry.panel() != null && !isNamed(entry.panel(), panel.id(), panel.title())) {
                    continue;
                }
                if (entry.query() == null && entry.panel() != null) {
                    found.add(panel.node().span());
                    found.add(panel.model().span());
                }
                for (Query query : panel.queries()) {
                    if (entry.query() != null && isNamed(entry.query(), query.refId(), null)) {
                        found.add(query.node().span());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isNamed(Text wanted, Text id, Text title) {
        return id != null && id.value().equals(wanted.value()) || title != null && title.value().equals(wanted.value());
    }

    private boolean isFile(Span span) {
        return ("/" + span.source().path()).endsWith("/" + entry.dashboard().value() + ".json");
    }

    @Override
    public boolean covers(Finding.Occurrence occurrence) {
        if (entry.path() != null && !Globs.matches(entry.path().value(), occurrence.span().source().path())) {
            return false;
        }
        return parts == null || parts.stream().anyMatch(part -> part.holds(occurrence.span())) || isSubject(occurrence.subject());
    }

    private boolean isSubject(Finding.Subject subject) {
        return subject != null && (entry.dashboard() == null || names.contains(subject.dashboard()))
                && (entry.panel() == null || entry.panel().value().equals(subject.panel()))
                && (entry.query() == null || entry.query().value().equals(subject.query()));
    }
}
