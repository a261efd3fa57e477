package io.flangular.domain.resource.imports;

import io.flangular.domain.DomainException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the counts and errors of one import. Not thread-safe. */
public final class ImportTally {
    private static final int MAX_ERRORS = 1_000;
    private static final int IDS_OF_A_BLOCK = 1_024;

    private final List<ImportError> errors = new ArrayList<>();
    private final Map<Long, BitSet> ids = new HashMap<>();
    private long errorCount;
    private long lines;
    private long created;
    private long updated;
    private long unchanged;

    public void error(long line, @Nullable String column, String message) {
        errorCount++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(new ImportError(line, column, message));
        }
    }

    /** Adds the errors of a rejected line: one for each named field, otherwise one for the line. */
    public void error(long line, DomainException refusal) {
        if (refusal instanceof DomainException.Invalid invalid
                && !invalid.violations().isEmpty()) {
            invalid.violations().forEach((field, complaint) -> error(line, field, complaint));
        } else {
            error(line, null, refusal.getMessage());
        }
    }

    public void line() {
        lines++;
    }

    public void created() {
        created++;
    }

    /** Counts an updated or an unchanged row. */
    public void found(boolean different) {
        if (different) {
            updated++;
        } else {
            unchanged++;
        }
    }

    /** Whether this id occurs for the first time. Ids are stored as bit sets of blocks, since they are mostly dense. */
    public boolean isFirst(long id) {
        BitSet block = ids.computeIfAbsent(id / IDS_OF_A_BLOCK, key -> new BitSet());
        int bit = (int) (id % IDS_OF_A_BLOCK);
        boolean first = !block.get(bit);
        block.set(bit);
        return first;
    }

    public long lines() {
        return lines;
    }

    public ImportReport report() {
        errors.sort(Comparator.comparingLong(ImportError::line));
        return new ImportReport(lines, created, updated, unchanged, errors, errorCount);
    }
}
