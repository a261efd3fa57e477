package io.flangular.persistence.database.postgresql;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
import io.flangular.persistence.database.sql.Columns;
import io.flangular.persistence.database.sql.Dialect;
import io.flangular.persistence.database.sql.ResourceIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes on PostgreSQL, also those of trigrams for each string, and the triggers that count rows. */
final class PostgreSqlResourceIndexes extends ResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlResourceIndexes.class);

    /** The key of an advisory lock, for which nodes that start at once wait here. */
    private static final long LOCK = 0x666c616e67L;

    /**
     * Counting a million rows takes longer than the rest of a page. So each statement inserts how many rows it has
     * added or removed, in the same transaction. These inserts never wait for each other. Now and then, one sums up the
     * rows that no other transaction has locked.
     */
    private static final String COUNT_FUNCTION = """
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

    private final Connection connection;
    private final Dialect dialect;

    PostgreSqlResourceIndexes(Connection connection, Dialect dialect) {
        super(connection);
        this.connection = connection;
        this.dialect = dialect;
    }

    @Override
    public void create(Collection<? extends Resource<?>> resources) throws SQLException {
        run("select pg_advisory_lock(" + LOCK + ")");
        try {
            boolean trigrams = hasTrigrams();
            for (Resource<?> resource : resources) {
                Columns columns = new Columns(resource, dialect);
                createIndexes(columns, trigrams);
                createCount(columns);
            }
        } finally {
            run("select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    private void createIndexes(Columns columns, boolean trigrams) throws SQLException {
        Set<String> indexes = names(
                "select indexname from pg_indexes where schemaname = current_schema() and tablename = ?", columns);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Field field : columns.fields()) {
            String name = field.name();
            addSorted(missing, columns, name);
            if (columns.isText(name) && trigrams) {
                missing.put(
                        columns.derived(name, "trigrams"), "using gin (lower(" + columns.of(name) + ") gin_trgm_ops)");
            }
        }
        createMissing(columns, missing, indexes);
        dropFormerIndexes(columns, indexes);
    }

    /** Whether there are trigrams. Without them, a search reads the whole table and finds the same. */
    private boolean hasTrigrams() throws SQLException {
        if (exists("select 1 from pg_extension where extname = 'pg_trgm'")) {
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

    private void createCount(Columns columns) throws SQLException {
        String counts = PostgreSqlDialect.countTable(columns);
        if (exists("select 1 where to_regclass('" + counts + "') is not null")) {
            return;
        }
        String function = columns.derived("", "counting");
        String trigger = "create trigger %s after %s on " + columns.table() + " %s for each statement execute function "
                + function + "()";
        connection.setAutoCommit(false);
        try {
            run("lock table " + columns.table() + " in share row exclusive mode");
            run("create table " + counts + " (rows bigint not null)");
            run(COUNT_FUNCTION.formatted(function, counts));
            run(trigger.formatted(columns.derived("", "added"), "insert", "referencing new table as changed"));
            run(trigger.formatted(columns.derived("", "taken"), "delete", "referencing old table as changed"));
            run(trigger.formatted(columns.derived("", "emptied"), "truncate", ""));
            run("insert into " + counts + " select count(*) from " + columns.table());
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
