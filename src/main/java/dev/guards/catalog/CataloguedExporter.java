package dev.guards.catalog;

import dev.guards.catalog.CatalogFile.Change;
import dev.guards.catalog.CatalogFile.Dynamic;
import dev.guards.catalog.CatalogFile.Entry;
import dev.guards.catalog.CatalogFile.LabelWord;
import dev.guards.catalog.CatalogFile.State;
import dev.guards.catalog.CatalogFile.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An exporter of the catalogue; its file is applied to versions, flags and paths here. */
final class CataloguedExporter implements Exporter {
    private final CatalogFile file;
    private final Catalog catalog;

    CataloguedExporter(CatalogFile file, Catalog catalog) {
        this.file = file;
        this.catalog = catalog;
    }

    @Override
    public String id() {
        return file.id();
    }

    @Override
    public String about() {
        return file.about();
    }

    @Override
    public boolean isKubernetesOnly() {
        return file.kubernetesOnly();
    }

    @Override
    public boolean passesThrough() {
        return file.passesThrough();
    }

    CatalogFile file() {
        return file;
    }

    @Override
    public Families families(Version version, Clues clues) {
        Variant variant = file.variant(clues);
        Version release = variant.ownReleases() ? version : Version.UNKNOWN;
        Switches switches = new Switches(file, release, variant, clues);
        KnownFamilies.Builder found = new KnownFamilies.Builder();
        for (Entry entry : file.entries()) {
            Absence absence = absence(entry, release, variant, switches);
            if (absence == null) {
                found.add(family(entry, release, variant, switches));
            } else {
                found.absent(switches.renamed(entry.name()), entry.type(), absence);
            }
        }
        for (Rename rename : file.renames()) {
            rename(rename, release, switches, found);
        }
        for (Dynamic dynamic : file.dynamic()) {
            if (switches.state(dynamic.group()) != State.OFF) {
                found.dynamic(switches.renamed(dynamic.prefix()));
            }
        }
        boolean foreignRelease = release.isExact() && (file.newest().isKnown() && isBeyond(release)
                || file.oldest().isKnown() && release.compareTo(file.oldest()) < 0);
        if (file.open() || variant.open() || file.passesThrough() || switches.isOpen()) {
            found.open();
        } else if (foreignRelease) {
            found.openNamespace(file::isNamespace);
        }
        List<String> also = variant.alsoExposes() != null ? variant.alsoExposes() : file.alsoExposes();
        for (String part : also) {
            addPart(found, part, switches);
        }
        return found.build();
    }

    /** The old name is absent where the release certainly has the new one. */
    private void rename(Rename rename, Version release, Switches switches, KnownFamilies.Builder found) {
        String old = switches.renamed(rename.from());
        if (!release.isKnown() || rename.version().isKnown() && release.mayBeBefore(rename.version())) {
            found.maybe(old);
            return;
        }
        found.absent(old, MetricType.UNTYPED, renamed(old, rename, rename.version()));
    }

    private Absence renamed(String old, Rename rename, Version since) {
        return new Absence(Absence.Kind.RENAMED, old, "`" + old + "` is called `" + rename.to() + "`"
                + (since.isKnown() ? " since " + file.id() + " " + since : ""), rename.to());
    }

    /** Newer than the newest release that was read; patches of that release's minor are not. */
    private boolean isBeyond(Version release) {
        return release.compareTo(file.newest()) > 0 && !file.newest().sameMinor(release);
    }

    private void addPart(KnownFamilies.Builder found, String part, Switches switches) {
        int dot = part.indexOf('.');
        String group = dot < 0 ? "" : part.substring(dot + 1);
        CatalogFile library = catalog.file(dot < 0 ? part : part.substring(0, dot));
        if (library == null) {
            found.open();
            return;
        }
        // An exporter may have a flag that drops its own process's families: a group of the same name as the part.
        boolean dropped = file.groups().containsKey(part) && switches.state(part) == State.OFF;
        Switches none = new Switches(library, Version.UNKNOWN, library.variants().get(0), Clues.NONE);
        for (Entry entry : library.entries()) {
            if (!group.isEmpty() && !entry.groups().contains(group)) {
                continue;
            }
            if (dropped) {
                found.absent(entry.name(), entry.type(), disabled(entry.name(), part, switches));
            } else {
                found.add(library(entry, library, none));
            }
        }
        for (Dynamic dynamic : library.dynamic()) {
            if (!dropped && (group.isEmpty() || dynamic.group().equals(group))) {
                found.dynamic(dynamic.prefix());
            }
        }
    }

    private static Family library(Entry entry, CatalogFile library, Switches none) {
        return new CataloguedExporter(library, null).family(entry, Version.UNKNOWN, library.variants().get(0), none);
    }

    /** Why this run does not have the family; null when it does. */
    private Absence absence(Entry entry, Version release, Variant variant, Switches switches) {
        String name = switches.renamed(entry.name());
        if (!entry.variants().isEmpty() && !entry.variants().contains(variant.name())) {
            String there = entry.variants().get(0);
            for (Variant other : file.variants()) {
                if (other.name().equals(there)) {
                    return new Absence(Absence.Kind.OTHER_ENDPOINT, name, "`" + name + "` is exposed by " + file.id()
                            + (other.path().isEmpty() ? " as " + other.name() : " on " + other.path()) + " only", other.path());
                }
            }
        }
        if (entry.removed().isKnown() && release.isKnown() && release.isAtLeast(entry.removed())) {
            for (Rename rename : file.renames()) {
                if (rename.from().equals(entry.name())) {
                    return renamed(name, rename, entry.removed());
                }
            }
            return new Absence(Absence.Kind.REMOVED, name, "`" + name + "` is gone since " + file.id() + " " + entry.removed(), "");
        }
        if (entry.since().isKnown() && release.isExact() && !release.mayBeAtLeast(entry.since())) {
            return new Absence(Absence.Kind.NOT_YET, name, "`" + name + "` does not exist before " + file.id() + " " + entry.since(),
                    "");
        }
        String off = switches.off(entry.groups());
        if (off != null) {
            return disabled(name, off, switches);
        }
        if (switches.listed(entry.name()) == State.OFF) {
            return new Absence(Absence.Kind.DISABLED, name, "`" + name + "` is left out by the allow or deny list of " + file.id(),
                    "");
        }
        return null;
    }

    private Absence disabled(String name, String group, Switches switches) {
        String reason = switches.reason(group);
        return new Absence(Absence.Kind.DISABLED, name, "`" + name + "` needs `" + group + "` of " + file.id() + ", which is off "
                + (reason == null ? "by default" : "by `" + reason + "`"), remedy(group));
    }

    /** The flag that switches a group on; empty when there is none. */
    private String remedy(String group) {
        for (CatalogFile.Flag flag : file.flags()) {
            switch (flag.effect()) {
                case EACH -> {
                    return "--" + flag.name().substring(0, flag.name().length() - 1) + group;
                }
                case ON -> {
                    if (flag.target().equals(group)) {
                        return "--" + flag.name() + (flag.value().isEmpty() ? "" : "=" + flag.value());
                    }
                }
                default -> { }
            }
        }
        return "";
    }

    Family family(Entry entry, Version release, Variant variant, Switches switches) {
        Map<String, Label> labels = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        List<List<LabelWord>> sets = labelSets(entry, release);
        for (List<LabelWord> set : sets) {
            for (LabelWord word : set) {
                addLabel(labels, open, word, !inAll(sets, word), switches);
            }
        }
        List<LabelWord> scoped = variant.scopes().get(entry.scope());
        for (LabelWord word : scoped != null ? scoped : file.scopes().getOrDefault(entry.scope(), List.of())) {
            addLabel(labels, open, word, false, switches);
        }
        if (release.isExact() && file.oldest().isKnown() && release.compareTo(file.oldest()) < 0) {
            // Before the first release that was read it may have had any others.
            open.add("");
        }
        String condition = entry.condition();
        if (switches.state(entry.groups()) == State.MAYBE || switches.listed(entry.name()) == State.MAYBE) {
            condition = "`" + String.join("`, `", entry.groups()) + "` of " + file.id() + " is on";
        }
        return new Family(switches.renamed(entry.name()), entry.type(), List.copyOf(labels.values()), open,
                String.join(",", entry.groups()), entry.scope(), condition, null);
    }

    private static void addLabel(Map<String, Label> labels, List<String> open, LabelWord word, boolean sometimes,
            Switches switches) {
        if (!word.prefix()) {
            labels.putIfAbsent(word.name(), word.label(sometimes));
        } else if (!switches.isRemoved(word.name())) {
            open.add(word.name());
        } else {
            for (Label kept : switches.kept(word.name())) {
                labels.putIfAbsent(kept.name(), kept);
            }
        }
    }

    /** The label sets that a release may have: one for an exact release, all that were ever there for an unknown one. */
    private static List<List<LabelWord>> labelSets(Entry entry, Version release) {
        List<List<LabelWord>> sets = new ArrayList<>();
        if (!release.isKnown() || entry.changes().isEmpty()) {
            sets.add(entry.labels());
            for (Change change : entry.changes()) {
                sets.add(change.labels());
            }
            return sets;
        }
        Change valid = null;
        for (Change change : entry.changes()) {
            if (release.compareTo(change.until()) < 0 && (valid == null || change.until().compareTo(valid.until()) < 0)) {
                valid = change;
            }
        }
        sets.add(valid == null ? entry.labels() : valid.labels());
        if (valid != null && release.mayBeAtLeast(valid.until())) {
            sets.add(entry.labels());
        }
        return sets;
    }

    private static boolean inAll(List<List<LabelWord>> sets, LabelWord word) {
        for (List<LabelWord> set : sets) {
            boolean there = false;
            for (LabelWord other : set) {
                there |= other.name().equals(word.name());
            }
            if (!there) {
                return false;
            }
        }
        return true;
    }
}
