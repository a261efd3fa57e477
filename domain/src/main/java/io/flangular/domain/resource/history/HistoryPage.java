package io.flangular.domain.resource.history;

import java.util.List;

/**
 * A page of the history of a row.
 *
 * @param entries newest first; empty beyond the last page
 * @param total number of entries of the history
 * @param shortened whether it has fewer entries than requested, because their total size exceeds the limit
 */
public record HistoryPage(List<HistoryEntry> entries, long total, boolean shortened) {
    public HistoryPage {
        entries = List.copyOf(entries);
    }

    public HistoryPage(List<HistoryEntry> entries, long total) {
        this(entries, total, false);
    }
}
