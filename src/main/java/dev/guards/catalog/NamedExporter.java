package dev.guards.catalog;

/**
 * An exporter of the catalogue whose file is read when anything but its name is asked for: ports and job names point to exporters that
 * turn out to be other programs.
 */
final class NamedExporter implements Exporter {
    private final String id;
    private final Catalog catalog;
    private Exporter catalogued;

    NamedExporter(String id, Catalog catalog) {
        this.id = id;
        this.catalog = catalog;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String about() {
        return catalogued().about();
    }

    @Override
    public boolean isKubernetesOnly() {
        return catalogued().isKubernetesOnly();
    }

    @Override
    public boolean passesThrough() {
        return catalogued().passesThrough();
    }

    @Override
    public Families families(Version version, Clues clues) {
        return catalogued().families(version, clues);
    }

    private Exporter catalogued() {
        if (catalogued == null) {
            catalogued = new CataloguedExporter(catalog.file(id), catalog);
        }
        return catalogued;
    }
}
