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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the tables of collections fast, derived from their declarations, so that no migration has to say it: for
 * each field an index for either direction with the id as tie-break. What is there already is left alone, so a start
 * with nothing to do costs a few look-ups.
 */
public abstract sealed class ResourceIndexes permits H2ResourceIndexes, PostgreSqlResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndexes.class);

    private static final List<String> FORMER_INDEXES = List.of("asc", "desc", "long");

    private final Connection connection;

    ResourceIndexes(Connection connection) {
        this.connection = connection;
    }

    /** Brings up whatever the tables of these collections lack; the tables themselves are there. */
    public static void create(Database database, Collection<? extends Resource<?>> resources) {
        Dialect dialect = database.dialect();
        database.maintain(connection -> (dialect.hasExpressionIndexes()
                        ? new PostgreSqlResourceIndexes(connection, dialect)
                        : new H2ResourceIndexes(connection, dialect))
                .create(resources));
    }

    abstract void create(Collection<? extends Resource<?>> resources) throws SQLException;

    /**
     * Former starts made indexes, and on H2 columns, of whole strings, or of short ones and of beginnings of long ones.
     */
    final void dropFormerIndexes(Columns columns, Set<String> there) throws SQLException {
        for (Field field : columns.fields()) {
            for (String what : field.type() == FieldType.TEXT ? FORMER_INDEXES : List.<String>of()) {
                if (there.contains(columns.derived(field.name(), what))) {
                    run("drop index if exists " + columns.derived(field.name(), what));
                }
            }
        }
    }

    static void ordered(Map<String, String> indexes, Columns columns, String field, String key) {
        String prefix = columns.typeOf(field) == FieldType.TEXT ? "beginning_" : "";
        indexes.put(columns.derived(field, prefix + "asc"), "(" + key + " asc nulls first, id)");
        indexes.put(columns.derived(field, prefix + "desc"), "(" + key + " desc nulls last, id)");
    }

    /** Asked for first: PostgreSQL would wait for every writer before it noticed that an index is there. */
    final void createMissing(Columns columns, Map<String, String> indexes, Set<String> there) throws SQLException {
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            if (!there.contains(index.getKey())) {
                LOG.debug("Creating the index {} on {}", index.getKey(), columns.table());
                run("create index " + index.getKey() + " on " + columns.table() + " " + index.getValue());
            }
        }
    }

    /** The names that a query finds for the table, quoted. */
    final Set<String> names(String query, Columns columns) throws SQLException {
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

    final boolean isThere(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    final void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
