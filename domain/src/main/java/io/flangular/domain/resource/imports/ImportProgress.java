package io.flangular.domain.resource.imports;

/** Receives the progress of an import, every few hundred lines. */
@FunctionalInterface
public interface ImportProgress {
    /** The phases of an import. */
    enum Phase {
        /** The lines are checked against the schema and the existing rows. */
        CHECK,
        /** The lines are written, in one transaction. */
        APPLY
    }

    /** This many lines are processed in the phase. Must not block. */
    void reached(Phase phase, long lines);
}
