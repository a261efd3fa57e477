package io.flangular.persistence.database.postgresql;

import io.flangular.persistence.database.connection.ConnectionInitializer;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Connections whose session has parameters such as {@code statement_timeout}. They are set by a statement after
 * connecting: PgBouncer refuses them as startup parameters.
 */
public final class SessionParameters implements ConnectionFactory {
    private final ConnectionFactory connections;
    private final String statement;

    /** The connections of that factory, with these parameters by name. */
    public SessionParameters(ConnectionFactory connections, Map<String, String> parameters) {
        this.connections = connections;
        statement = parameters.entrySet().stream()
                .map(parameter ->
                        "set_config(" + literal(parameter.getKey()) + ", " + literal(parameter.getValue()) + ", false)")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public Mono<Connection> create() {
        return Mono.from(connections.create())
                .flatMap(connection -> ConnectionInitializer.initialize(connection, statement, Result::getRowsUpdated)
                        .thenReturn(connection));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
