package io.flangular.domain.resource;

import java.util.List;

/**
 * What an import has done or, where there is a fault or only a check was wanted, would do.
 *
 * @param lines how many there are below the first
 * @param created new rows
 * @param updated rows that are changed
 * @param unchanged rows that are already as the lines want them
 * @param faults what is wrong, as much of it as is worth a list, in the order of the lines
 * @param faultCount how much is wrong in all
 */
public record ImportReport(
        long lines, long created, long updated, long unchanged, List<ImportError> faults, long faultCount) {
    /** Keeps the faults as they are now. */
    public ImportReport {
        faults = List.copyOf(faults);
    }

    /** Whether anything is wrong. */
    public boolean hasErrors() {
        return faultCount > 0;
    }
}
