package io.flangular.persistence;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;

import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.h2.H2Database;
import io.flangular.persistence.database.postgresql.PostgreSqlDatabase;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Selects the database: an H2 file or a PostgreSQL server. A further one is added here. */
public final class Databases {
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^:,]+):([0-9]{1,5})");

    private static final String RESERVED =
            "; a user name and a password are percent-encoded, such as %40 for @, %2F for / and %20 for a space";

    private Databases() {}

    /** The H2 file {@code flangular.mv.db} in a folder, created when it is missing. */
    public static Database embedded(Path folder) {
        return new H2Database(ConnectionFactoryOptions.builder()
                .option(DRIVER, "h2")
                .option(PROTOCOL, "file")
                .option(DATABASE, folder.resolve("flangular").toAbsolutePath().toString())
                .build());
    }

    /**
     * The database of an R2DBC URL such as {@code r2dbc:postgresql://user:password@host/database}, {@code
     * r2dbc:postgresql:failover://a,b/database?targetServerType=primary} or {@code r2dbc:h2:file:///path}; {@link
     * IllegalArgumentException} with the reason when it is unusable.
     */
    public static Database at(String url) {
        ConnectionFactoryOptions options;
        try {
            options = ConnectionFactoryOptions.parse(url);
        } catch (RuntimeException unreadable) {
            // Neither message nor cause: both repeat the URL with its password.
            throw new IllegalArgumentException("it is not a valid R2DBC URL" + RESERVED);
        }
        if (String.valueOf(options.getValue(DATABASE)).contains("@")
                || String.valueOf(options.getValue(HOST)).contains("@")) {
            // The password has ended at its first slash, and the rest of it would be shown as the name of the database.
            throw new IllegalArgumentException("it has an @ in the name of its host or database" + RESERVED);
        }
        String driver = String.valueOf(options.getValue(DRIVER));
        if (driver.equals("postgresql")) {
            return new PostgreSqlDatabase(withPort(options, url));
        }
        if (driver.equals("h2") && "file".equals(options.getValue(PROTOCOL))) {
            return new H2Database(options);
        }
        throw new IllegalArgumentException("it must begin with r2dbc:postgresql: or r2dbc:h2:file:");
    }

    /**
     * Separates the port from the host. R2DBC parses them as one where the host is none of a URI, such as {@code
     * my_db}, or where the password has an {@code @}.
     */
    private static ConnectionFactoryOptions withPort(ConnectionFactoryOptions options, String url) {
        Matcher single = HOST_AND_PORT.matcher(String.valueOf(options.getValue(HOST)));
        if (options.getValue(PORT) != null || !single.matches()) {
            return options;
        }
        String authority = url.substring(url.indexOf("://") + 3).split("/", 2)[0];
        if (authority.indexOf('@') != authority.lastIndexOf('@')) {
            throw new IllegalArgumentException("it has an @ in its user name or password" + RESERVED);
        }
        return options.mutate()
                .option(HOST, single.group(1))
                .option(PORT, Integer.valueOf(single.group(2)))
                .build();
    }
}
