package io.flangular.persistence.resource;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.persistence.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The indexes on H2. A string's key is a generated column, {@code table_field_beginning}: a migration that drops or
 * changes such a field drops this first.
 */
final class H2ResourceIndexes extends ResourceIndexes {
    /** So many ids at most are skipped when the process is killed. */
    private static final int CACHED_IDS = 1_000;

    private static final List<String> FORMER_COLUMNS = List.of("key", "short", "long");

    private final Dialect dialect;

    H2ResourceIndexes(Connection connection, Dialect dialect) {
        super(connection);
        this.dialect = dialect;
    }

    @Override
    void create(Collection<? extends Resource<?>> resources) throws SQLException {
        cacheIds("change_log", "change_id");
        for (Resource<?> resource : resources) {
            cacheIds(new Columns(resource).table(), "id");
            create(resource, new Columns(resource));
        }
    }

    /**
     * H2 stores the state of a sequence each time that its cache is used up, and with that every page that the current
     * transaction has changed so far: with the usual 32 ids, an import of 100,000 lines wrote 1.4 GB.
     */
    private void cacheIds(String table, String column) throws SQLException {
        run("alter table " + table + " alter column " + column + " set cache " + CACHED_IDS);
    }

    private void create(Resource<?> resource, Columns columns) throws SQLException {
        OrderKeys keys = new OrderKeys(columns, dialect);
        Set<String> indexes = names("select index_name from information_schema.indexes where table_name = ?", columns);
        dropFormerIndexes(columns, indexes);
        Set<String> there = names("select column_name from information_schema.columns where table_name = ?", columns);
        List<String> former = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : resource.schema().fields()) {
            String name = field.name();
            if (field.type() == FieldType.TEXT) {
                FORMER_COLUMNS.stream()
                        .map(what -> columns.derived(name, what))
                        .filter(there::contains)
                        .forEach(former::add);
                if (!there.contains(keys.of(name))) {
                    added.add(
                            keys.of(name) + " varbinary invisible generated always as (" + keys.generated(name) + ")");
                }
            }
            ordered(missing, columns, name, keys.of(name));
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
}
