package io.flangular.domain.resource.imports;

import java.util.List;

/**
 * The result of an import or, after errors or a dry run, what it would do.
 *
 * @param lines the number of lines below the first
 * @param created number of new rows
 * @param updated number of changed rows
 * @param unchanged number of rows that had the values already
 * @param errors the first errors, in the order of the lines
 * @param errorCount the total number of errors
 */
public record ImportReport(
        long lines, long created, long updated, long unchanged, List<ImportError> errors, long errorCount) {
    public ImportReport {
        errors = List.copyOf(errors);
    }

    public boolean hasErrors() {
        return errorCount > 0;
    }
}
