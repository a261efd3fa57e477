package io.flangular.persistence.database.sql;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.schema.Field;
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
 * The indexes of the tables of resources, derived from the declarations: for each field one in either direction, with
 * the id as tie-break. Only missing ones are created, so that a start without changes costs a few queries.
 */
public abstract class ResourceIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceIndexes.class);

    /** The names of indexes of former versions on whole strings, or on short ones and the beginnings of long ones. */
    private static final List<String> FORMER_INDEXES = List.of("asc", "desc", "long");

    private final Connection connection;

    protected ResourceIndexes(Connection connection) {
        this.connection = connection;
    }

    /** Creates what the existing tables of these resources lack. */
    public abstract void create(Collection<? extends Resource<?>> resources) throws SQLException;

    protected final void dropFormerIndexes(Columns columns, Set<String> existing) throws SQLException {
        for (Field field : columns.fields()) {
            for (String suffix : columns.isText(field.name()) ? FORMER_INDEXES : List.<String>of()) {
                if (existing.contains(columns.derived(field.name(), suffix))) {
                    run("drop index if exists " + columns.derived(field.name(), suffix));
                }
            }
        }
    }

    /** Adds the two indexes for sorting by a field. */
    protected static void addSorted(Map<String, String> indexes, Columns columns, String field) {
        String prefix = columns.isText(field) ? "beginning_" : "";
        String key = columns.sortKey(field);
        indexes.put(columns.derived(field, prefix + "asc"), "(" + key + " asc nulls first, id)");
        indexes.put(columns.derived(field, prefix + "desc"), "(" + key + " desc nulls last, id)");
    }

    /** Without IF NOT EXISTS, for which PostgreSQL would wait for all writers before it finds an index. */
    protected final void createMissing(Columns columns, Map<String, String> indexes, Set<String> existing)
            throws SQLException {
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            if (!existing.contains(index.getKey())) {
                LOG.debug("Creating the index {} on {}", index.getKey(), columns.table());
                run("create index " + index.getKey() + " on " + columns.table() + " " + index.getValue());
            }
        }
    }

    /** The quoted names that a query with the table's name as parameter returns. */
    protected final Set<String> names(String query, Columns columns) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, columns.table().replace("\"", ""));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add('"' + rows.getString(1) + '"');
                }
            }
        }
        return names;
    }

    /** Whether a query returns a row. */
    protected final boolean exists(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    protected final void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
