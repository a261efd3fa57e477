package io.flangular.persistence.resource;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the tables of collections fast, derived from their declarations, so that no migration has to say it: for
 * each field an index for either direction with the id as tie-break, on PostgreSQL also one of trigrams for each text
 * and a count that is kept. What is there already is left alone, so a start with nothing to do costs a few look-ups.
 *
 * <p>On H2 a string's key is a generated column, {@code table_field_beginning}: a migration that drops or changes such
 * a field drops this first.
 */
public final class ResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndexes.class);

    /** Any number, the same on all nodes: they start one after the other here. */
    private static final long LOCK = 0x666c616e67L;

    /** So many ids at most are skipped when the process is killed. */
    private static final int CACHED_IDS = 1_000;

    private static final List<String> FORMER_INDEXES = List.of("asc", "desc", "long");
    private static final List<String> FORMER_COLUMNS = List.of("key", "short", "long");

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
            cacheIds("change_log", "change_id");
            for (Resource<?> resource : resources) {
                cacheIds(new Columns(resource).table(), "id");
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

    /**
     * H2 stores the state of a sequence each time that its cache is used up, and with that every page that the current
     * transaction has changed so far: with the usual 32 ids, an import of 100,000 lines wrote 1.4 GB.
     */
    private void cacheIds(String table, String column) throws SQLException {
        run("alter table " + table + " alter column " + column + " set cache " + CACHED_IDS);
    }

    private void createOnH2(Resource<?> resource, Columns columns) throws SQLException {
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

    /**
     * Former starts made indexes, and on H2 columns, of whole strings, or of short ones and of beginnings of long ones.
     */
    private void dropFormerIndexes(Columns columns, Set<String> there) throws SQLException {
        for (Field field : columns.fields()) {
            for (String what : field.type() == FieldType.TEXT ? FORMER_INDEXES : List.<String>of()) {
                if (there.contains(columns.derived(field.name(), what))) {
                    run("drop index if exists " + columns.derived(field.name(), what));
                }
            }
        }
    }

    private void createIndexes(Resource<?> resource, Columns columns, boolean trigrams) throws SQLException {
        OrderKeys keys = new OrderKeys(columns, dialect);
        Set<String> indexes = names(
                "select indexname from pg_indexes where schemaname = current_schema() and tablename = ?", columns);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : resource.schema().fields()) {
            String name = field.name();
            ordered(missing, columns, name, keys.of(name));
            if (field.type() == FieldType.TEXT && trigrams) {
                missing.put(
                        columns.derived(name, "trigrams"), "using gin (lower(" + columns.of(name) + ") gin_trgm_ops)");
            }
        }
        createMissing(columns, missing, indexes);
        dropFormerIndexes(columns, indexes);
    }

    private static void ordered(Map<String, String> indexes, Columns columns, String field, String key) {
        String prefix = columns.typeOf(field) == FieldType.TEXT ? "beginning_" : "";
        indexes.put(columns.derived(field, prefix + "asc"), "(" + key + " asc nulls first, id)");
        indexes.put(columns.derived(field, prefix + "desc"), "(" + key + " desc nulls last, id)");
    }

    /** Asked for first: PostgreSQL would wait for every writer before it noticed that an index is there. */
    private void createMissing(Columns columns, Map<String, String> indexes, Set<String> there) throws SQLException {
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            if (!there.contains(index.getKey())) {
                LOG.debug("Creating the index {} on {}", index.getKey(), columns.table());
                run("create index " + index.getKey() + " on " + columns.table() + " " + index.getValue());
            }
        }
    }

    /** The names that a query finds for the table, quoted. */
    private Set<String> names(String query, Columns columns) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement look = connection.prepareStatement(query)) {
            look.setString(1, columns.table().replace("\"", ""));
            try (ResultSet found = look.executeQuery()) {
                while (found.next()) {
                    names.add('"' + found.getString(1) + '"');
                }
            }
        }
        return names;
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
