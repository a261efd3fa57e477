package io.flangular.domain.resource;

import java.util.List;

/**
 * The result of an import or, after errors or a dry run, what it would do.
 *
 * @param lines how many there are below the first
 * @param created new rows
 * @param updated rows that are changed
 * @param unchanged rows that are already as the lines want them
 * @param errors what is wrong, as much of it as is worth a list, in the order of the lines
 * @param errorCount how much is wrong in all
 */
public record ImportReport(
        long lines, long created, long updated, long unchanged, List<ImportError> errors, long errorCount) {
    /** Keeps the errors as they are now. */
    public ImportReport {
        errors = List.copyOf(errors);
    }

    /** Whether anything is wrong. */
    public boolean hasErrors() {
        return errorCount > 0;
    }
}
