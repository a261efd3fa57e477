package io.flangular.persistence.database;

import java.util.Map;

/** Where the SQL of the databases differs. */
public enum Dialect {
    /** The embedded database. */
    H2 {
        @Override
        public String returning(String change, String columns) {
            boolean deletes = change.startsWith("delete");
            return "select " + columns + " from " + (deletes ? "old" : "final") + " table (" + change + ")";
        }

        @Override
        Map<String, String> migrationPlaceholders() {
            return Map.of("text", "varchar");
        }
    },
    /** PostgreSQL, 13 or newer. */
    POSTGRESQL {
        @Override
        public String returning(String change, String columns) {
            return change + " returning " + columns;
        }

        @Override
        Map<String, String> migrationPlaceholders() {
            // Orders by code point and yet knows the upper and lower case of all letters, which "C" does not.
            return Map.of("text", "text collate \"C.utf8\"");
        }
    };

    /** An insert, update or delete that gives back the rows: as they are afterwards, or were before a delete. */
    public abstract String returning(String change, String columns);

    /** What the migrations write as {@code ${...}}, so that one set of them serves both databases. */
    abstract Map<String, String> migrationPlaceholders();
}
