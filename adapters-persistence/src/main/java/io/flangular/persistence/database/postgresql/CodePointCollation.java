package io.flangular.persistence.database.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The collation {@code C.utf8}, which orders by code point and knows the upper and lower case of all characters. Where
 * the operating system lacks it, such as Alpine, it is created.
 */
final class CodePointCollation {
    /** PostgreSQL 17 has it built in; on older versions, musl supports it without listing it. */
    private static final List<String> DEFINITIONS =
            List.of("provider = builtin, locale = 'C.UTF-8'", "provider = libc, locale = 'C.UTF-8'");

    private static final String PROBE =
            "select lower('\u00c4\u0416' collate \"C.utf8\") = '\u00e4\u0436' and '\uff5e' < '\ud83d\ude80' collate"
                    + " \"C.utf8\"";

    private CodePointCollation() {}

    /** Creates it when it is missing; {@link IllegalStateException} when that is impossible. */
    static void create(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            if (works(statement)) {
                return;
            }
            requireUnicode(statement);
            for (String definition : DEFINITIONS) {
                try {
                    statement.execute("create collation if not exists \"C.utf8\" (" + definition + ")");
                } catch (SQLException unsupported) {
                    continue;
                }
                if (works(statement)) {
                    return;
                }
                statement.execute("drop collation \"C.utf8\"");
            }
        }
        throw new IllegalStateException(
                "it has no collation C.utf8 and none can be created: use PostgreSQL 17 or newer,"
                        + " or a server whose operating system has the locale C.UTF-8.");
    }

    /** Other encodings lack characters and the collation. */
    private static void requireUnicode(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("show server_encoding")) {
            String encoding = result.next() ? result.getString(1) : "";
            if (!"UTF8".equals(encoding)) {
                throw new IllegalStateException("its encoding is " + encoding
                        + ": it must be UTF8, as with create database … encoding 'UTF8' template template0.");
            }
        }
    }

    private static boolean works(Statement statement) {
        try (ResultSet result = statement.executeQuery(PROBE)) {
            return result.next() && result.getBoolean(1);
        } catch (SQLException missing) {
            return false;
        }
    }
}
