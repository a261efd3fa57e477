package io.flangular.persistence.resource;

import io.flangular.domain.resource.Field;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Resource;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the tables of collections fast, derived from their declarations, so that no migration has to say it: for
 * each field an index for either direction with the id as tie-break, on PostgreSQL also one of trigrams for each text
 * and a count that is kept. What is there already is left alone, so a start with nothing to do costs a few look-ups.
 *
 * <p>On H2 a text's keys are generated columns, {@code table_field_short} and {@code table_field_long}: a migration that
 * drops or changes such a field drops these first.
 */
public final class ResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndexes.class);

    /** Any number, the same on all nodes: they start one after the other here. */
    private static final long LOCK = 0x666c616e67L;

    private final Connection connection;
    private final Dialect dialect;

    private ResourceIndexes(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Brings up whatever the tables of these collections lack; the tables themselves are there. */
    public static void create(Database database, Collection<? extends Resource<?>> resources) {
        database.maintain(connection -> new ResourceIndexes(connection, database.dialect()).create(resources));
    }

    private void create(Collection<? extends Resource<?>> resources) throws SQLException {
        if (dialect == Dialect.H2) {
            for (Resource<?> resource : resources) {
                createOnH2(resource, new Columns(resource));
            }
            return;
        }
        run("select pg_advisory_lock(" + LOCK + ")");
        try {
            boolean trigrams = trigrams();
            for (Resource<?> resource : resources) {
                Columns columns = new Columns(resource);
                createIndexes(resource, columns, trigrams);
                keepCount(columns);
            }
        } finally {
            run("select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    private void createOnH2(Resource<?> resource, Columns columns) throws SQLException {
        OrderKeys keys = new OrderKeys(columns, dialect);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : resource.schema().fields()) {
            String name = field.name();
            if (field.type() == FieldType.TEXT) {
                dropFormerKey(columns, name);
                for (Map.Entry<String, String> key : keys.generated(name).entrySet()) {
                    run("alter table " + columns.table() + " add column if not exists " + key.getKey()
                            + " varbinary invisible generated always as (" + key.getValue() + ")");
                }
                missing.put(columns.derived(name, "long"), "(" + keys.beginning(name) + ", id)");
            }
            ordered(missing, columns, name, keys.of(name), "");
        }
        createMissing(columns, missing, "select index_name from information_schema.indexes where table_name = ?");
    }

    /** Texts had one key of whatever length, and the indexes of today's names were of it. */
    private void dropFormerKey(Columns columns, String field) throws SQLException {
        String key = columns.derived(field, "key");
        String look = "select 1 from information_schema.columns where table_name = '%s' and column_name = '%s'";
        if (isThere(look.formatted(columns.table(), key).replace("\"", ""))) {
            run("drop index if exists " + columns.derived(field, "asc"));
            run("drop index if exists " + columns.derived(field, "desc"));
            run("alter table " + columns.table() + " drop column " + key);
        }
    }

    private void createIndexes(Resource<?> resource, Columns columns, boolean trigrams) throws SQLException {
        OrderKeys keys = new OrderKeys(columns, dialect);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : resource.schema().fields()) {
            String name = field.name();
            if (!keys.mayBeLong(name)) {
                ordered(missing, columns, name, keys.of(name), "");
                continue;
            }
            ordered(missing, columns, name, keys.of(name), " where " + keys.isShort(name));
            missing.put(columns.derived(name, "long"), "(" + keys.beginning(name) + ", id) where " + keys.isLong(name));
            if (trigrams) {
                missing.put(
                        columns.derived(name, "trigrams"), "using gin (lower(" + columns.of(name) + ") gin_trgm_ops)");
            }
        }
        createMissing(
                columns,
                missing,
                "select indexname from pg_indexes where schemaname = current_schema() and tablename = ?");
    }

    private static void ordered(
            Map<String, String> indexes, Columns columns, String field, String key, String condition) {
        indexes.put(columns.derived(field, "asc"), "(" + key + " asc nulls first, id)" + condition);
        indexes.put(columns.derived(field, "desc"), "(" + key + " desc nulls last, id)" + condition);
    }

    /** Asked for first: PostgreSQL would wait for every writer before it noticed that an index is there. */
    private void createMissing(Columns columns, Map<String, String> indexes, String existing) throws SQLException {
        Set<String> there = new HashSet<>();
        try (PreparedStatement look = connection.prepareStatement(existing)) {
            look.setString(1, columns.table().replace("\"", ""));
            try (ResultSet found = look.executeQuery()) {
                while (found.next()) {
                    there.add('"' + found.getString(1) + '"');
                }
            }
        }
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            if (!there.contains(index.getKey())) {
                LOG.debug("Creating the index {} on {}", index.getKey(), columns.table());
                run("create index " + index.getKey() + " on " + columns.table() + " " + index.getValue());
            }
        }
    }

    /** Whether there are trigrams; without them a search reads the whole table, and finds the same. */
    private boolean trigrams() throws SQLException {
        if (isThere("select 1 from pg_extension where extname = 'pg_trgm'")) {
            return true;
        }
        try {
            run("create extension if not exists pg_trgm");
            return true;
        } catch (SQLException refused) {
            LOG.info("Searching in texts is slower without the extension pg_trgm: {}", refused.getMessage());
            return false;
        }
    }

    /**
     * Counting a million rows takes longer than all the rest of a page. So each statement notes how many rows it added
     * or took, in the same transaction; the notes never wait for each other, and now and then one sums up those that
     * nobody else holds.
     */
    private void keepCount(Columns columns) throws SQLException {
        String notes = columns.countTable();
        if (isThere("select 1 where to_regclass('" + notes + "') is not null")) {
            return;
        }
        String function = columns.derived("", "counting");
        String trigger = "create trigger %s after %s on " + columns.table() + " %s for each statement execute function "
                + function + "()";
        connection.setAutoCommit(false);
        try {
            run("lock table " + columns.table() + " in share row exclusive mode");
            run("create table " + notes + " (rows bigint not null)");
            run(COUNTING.formatted(function, notes));
            run(trigger.formatted(columns.derived("", "added"), "insert", "referencing new table as changed"));
            run(trigger.formatted(columns.derived("", "taken"), "delete", "referencing old table as changed"));
            run(trigger.formatted(columns.derived("", "emptied"), "truncate", ""));
            run("insert into " + notes + " select count(*) from " + columns.table());
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static final String COUNTING =
            """
            create function %1$s() returns trigger language plpgsql as $counting$
            begin
                if tg_op = 'TRUNCATE' then
                    delete from %2$s;
                    return null;
                end if;
                insert into %2$s
                    select case tg_op when 'INSERT' then count(*) else -count(*) end from changed having count(*) > 0;
                if random() < 0.002 then
                    with gone as (
                        delete from %2$s
                        where ctid = any (array(select ctid from %2$s for update skip locked))
                        returning rows)
                    insert into %2$s select sum(rows) from gone having count(*) > 0;
                end if;
                return null;
            end
            $counting$""";

    private boolean isThere(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
