package dev.guards.analysis;

import dev.guards.inventory.Evidence;
import dev.guards.inventory.Inventory;
import dev.guards.inventory.LogStream;
import java.util.ArrayList;
import java.util.List;

/** The log streams of an environment. */
public final class InventoryStreams implements LogSource {
    private final List<LogRow> rows = new ArrayList<>();
    private final List<LogRow> unseen = new ArrayList<>();
    private final List<Evidence> openBecause;

    /** @param sharedHost as in {@link InventorySeries} */
    public InventoryStreams(Inventory inventory, boolean sharedHost) {
        for (LogStream stream : inventory.streams()) {
            rows.add(LogRow.of(stream));
        }
        for (LogStream stream : inventory.unseenStreams()) {
            (sharedHost ? rows : unseen).add(LogRow.of(stream).certain(false));
        }
        this.openBecause = inventory.streamsOpenBecause();
    }

    @Override
    public List<LogRow> rows() {
        return rows;
    }

    @Override
    public List<LogRow> unseen() {
        return unseen;
    }

    @Override
    public List<Evidence> openBecause() {
        return openBecause;
    }
}
