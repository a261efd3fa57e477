package io.flangular.persistence.resource;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.persistence.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes on PostgreSQL, also of trigrams for each string, and a count that is kept. */
final class PostgreSqlResourceIndexes extends ResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlResourceIndexes.class);

    /** Any number, the same on all nodes: they start one after the other here. */
    private static final long LOCK = 0x666c616e67L;

    private final Connection connection;
    private final Dialect dialect;

    PostgreSqlResourceIndexes(Connection connection, Dialect dialect) {
        super(connection);
        this.connection = connection;
        this.dialect = dialect;
    }

    @Override
    void create(Collection<? extends Resource<?>> resources) throws SQLException {
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

    private static final String COUNTING = """
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
        $counting$\
        """;
}
