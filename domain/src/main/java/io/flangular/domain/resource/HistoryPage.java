package io.flangular.domain.resource;

import java.util.List;

/**
 * A part of a row's history.
 *
 * @param entries the newest first; empty beyond the last page
 * @param total entries of the whole history
 * @param shortened whether entries are missing at its end, because they are too large together
 */
public record HistoryPage(List<HistoryEntry> entries, long total, boolean shortened) {
    /** Keeps the entries as they are now. */
    public HistoryPage {
        entries = List.copyOf(entries);
    }

    /** A page that is not shortened. */
    public HistoryPage(List<HistoryEntry> entries, long total) {
        this(entries, total, false);
    }
}
