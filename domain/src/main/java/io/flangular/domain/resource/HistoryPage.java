package io.flangular.domain.resource;

import java.util.List;

/**
 * A part of a row's history.
 *
 * @param entries the newest first; empty beyond the last page
 * @param total entries of the whole history
 */
public record HistoryPage(List<HistoryEntry> entries, long total) {
    /** Keeps the entries as they are now. */
    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
