package io.flangular.persistence.database.h2;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.schema.Field;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.ResourceIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The indexes on H2, which has none of expressions. The sort key of a string is a generated column, {@code
 * table_field_beginning}: a migration that drops or changes such a field drops this column first.
 */
final class H2ResourceIndexes extends ResourceIndexes {
    /** At most as many ids are skipped when the process is killed. */
    private static final int CACHED_IDS = 1_000;

    private static final List<String> FORMER_COLUMNS = List.of("key", "short", "long");

    private final H2Dialect dialect;

    H2ResourceIndexes(Connection connection, H2Dialect dialect) {
        super(connection);
        this.dialect = dialect;
    }

    @Override
    public void create(Collection<? extends Resource<?>> resources) throws SQLException {
        cacheIds("change_log", "change_id");
        for (Resource<?> resource : resources) {
            Columns columns = new Columns(resource, dialect);
            cacheIds(columns.table(), "id");
            create(columns);
        }
    }

    /**
     * H2 stores the state of a sequence whenever its cache is used up, and with it every page that the current
     * transaction has changed so far: with the default of 32 ids, an import of 100,000 lines wrote 1.4 GB.
     */
    private void cacheIds(String table, String column) throws SQLException {
        run("alter table " + table + " alter column " + column + " set cache " + CACHED_IDS);
    }

    private void create(Columns columns) throws SQLException {
        Set<String> indexes = names("select index_name from information_schema.indexes where table_name = ?", columns);
        dropFormerIndexes(columns, indexes);
        Set<String> existing =
                names("select column_name from information_schema.columns where table_name = ?", columns);
        List<String> former = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : columns.fields()) {
            String name = field.name();
            if (columns.isText(name)) {
                FORMER_COLUMNS.stream()
                        .map(suffix -> columns.derived(name, suffix))
                        .filter(existing::contains)
                        .forEach(former::add);
                if (!existing.contains(columns.sortKey(name))) {
                    added.add(columns.sortKey(name) + " varbinary invisible generated always as ("
                            + beginning(columns.of(name)) + ")");
                }
            }
            addSorted(missing, columns, name);
        }
        // All at once, since H2 copies the table for each of these statements.
        if (!former.isEmpty()) {
            run("alter table " + columns.table() + " drop column (" + String.join(", ", former) + ")");
        }
        if (!added.isEmpty()) {
            run("alter table " + columns.table() + " add column (" + String.join(", ", added) + ")");
        }
        createMissing(columns, missing, indexes);
    }

    /** H2's LEFT would cut a surrogate pair in two. */
    private String beginning(String column) {
        return dialect.orderKey("regexp_substr(" + column + ", '(?s)^.{0," + Cursor.CHARACTERS + "}')");
    }
}
