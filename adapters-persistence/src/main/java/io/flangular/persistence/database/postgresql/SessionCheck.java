package io.flangular.persistence.database.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Detects a connection pooler that shares sessions among connections, such as PgBouncer in transaction mode. */
final class SessionCheck {
    private static final String PARAMETER = "flangular.session_check";

    private SessionCheck() {}

    /**
     * {@link IllegalStateException} when two connections share a session, and with it parameters, advisory locks and
     * prepared statements.
     */
    static void run(DataSource server) throws SQLException {
        String mark = UUID.randomUUID().toString();
        try (Connection first = server.getConnection();
                Connection second = server.getConnection()) {
            query(first, "select set_config('" + PARAMETER + "', ?, false)", mark);
            String seen = query(second, "select current_setting(?, true)", PARAMETER);
            query(first, "select set_config(?, '', false)", PARAMETER);
            if (mark.equals(seen)) {
                throw new IllegalStateException("its connections share sessions, as those of PgBouncer in transaction"
                        + " mode do: set pool_mode = session.");
            }
        }
    }

    private static String query(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return String.valueOf(result.getString(1));
            }
        }
    }
}
