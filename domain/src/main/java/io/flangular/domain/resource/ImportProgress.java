package io.flangular.domain.resource;

/** Is told how far an import has come, every few hundred lines. */
@FunctionalInterface
public interface ImportProgress {
    /** What an import does, one after the other. */
    enum Phase {
        /** The lines are held against the record and the rows that there are. */
        CHECK,
        /** They are written; nobody else sees it before the end. */
        APPLY
    }

    /** So many lines are done in this phase. Must not block. */
    void reached(Phase phase, long lines);
}
