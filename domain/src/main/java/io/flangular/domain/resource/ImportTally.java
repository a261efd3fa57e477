package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what an import comes to, and remembers what is wrong. For one import, and for one thread after the other. */
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

    /** Notes something that is wrong. */
    public void error(long line, @Nullable String column, String message) {
        errorCount++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(new ImportError(line, column, message));
        }
    }

    /** Notes why a line was refused: one error for each field that is named, otherwise one for the line. */
    public void error(long line, DomainException refusal) {
        if (refusal instanceof DomainException.Invalid invalid
                && !invalid.violations().isEmpty()) {
            invalid.violations().forEach((field, complaint) -> error(line, field, complaint));
        } else {
            error(line, null, refusal.getMessage());
        }
    }

    /** Counts a line. */
    public void line() {
        lines++;
    }

    /** Counts a new row. */
    public void created() {
        created++;
    }

    /** Counts a row that differs from its line, or one that does not. */
    public void found(boolean different) {
        if (different) {
            updated++;
        } else {
            unchanged++;
        }
    }

    /**
     * Whether this id of a row is met for the first time. Ids are remembered as bits of blocks, since those that rows
     * have lie close together.
     */
    public boolean isFirst(long id) {
        BitSet block = ids.computeIfAbsent(id / IDS_OF_A_BLOCK, key -> new BitSet());
        int bit = (int) (id % IDS_OF_A_BLOCK);
        boolean first = !block.get(bit);
        block.set(bit);
        return first;
    }

    /** How many lines were counted. */
    public long lines() {
        return lines;
    }

    /** Everything so far. */
    public ImportReport report() {
        errors.sort(Comparator.comparingLong(ImportError::line));
        return new ImportReport(lines, created, updated, unchanged, errors, errorCount);
    }
}
