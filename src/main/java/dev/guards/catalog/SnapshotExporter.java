package dev.guards.catalog;

/** A captured job as an exporter: exactly what was seen, whatever version and flags. */
final class SnapshotExporter implements Exporter {
    private final Snapshot snapshot;
    private Families families;

    SnapshotExporter(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public String id() {
        return snapshot.job();
    }

    @Override
    public String about() {
        return "captured exposition of job " + snapshot.job();
    }

    @Override
    public Families families(Version version, Clues clues) {
        if (families == null) {
            KnownFamilies.Builder found = new KnownFamilies.Builder();
            snapshot.families().forEach(found::add);
            families = found.build();
        }
        return families;
    }
}
