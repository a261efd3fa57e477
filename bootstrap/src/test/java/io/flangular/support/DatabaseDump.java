package io.flangular.support;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;

/** Everything in the database of a running application as one text, to see whether anything has changed. */
public final class DatabaseDump {
    /** Columns that only say when something was last used. */
    private static final Set<String> NOTES = Set.of("last_seen_at", "last_used_at");

    private DatabaseDump() {}

    /** All tables but these. */
    public static String of(RunningApplication site, String... except) {
        DatabaseClient database = site.database();
        // The application writes it every few minutes, whatever is requested.
        Predicate<String> wanted = table ->
                !table.equalsIgnoreCase("secret_in_use") && !Set.of(except).contains(table.toLowerCase());
        List<String> tables = database.sql("select table_name from information_schema.tables"
                        + " where lower(table_schema) = 'public' and table_type = 'BASE TABLE' order by table_name")
                .map(row -> row.get(0, String.class))
                .all()
                .filter(wanted)
                .collectList()
                .block();
        return tables.stream()
                .map(table -> table + ": " + rows(database, table))
                .collect(Collectors.joining("\n"));
    }

    private static String rows(DatabaseClient database, String table) {
        return database.sql("select * from \"" + table + "\"")
                .fetch()
                .all()
                .toStream()
                .map(row -> {
                    TreeMap<String, Object> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    kept.putAll(row);
                    NOTES.forEach(kept::remove);
                    return kept.toString();
                })
                .sorted()
                .collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
