package io.flangular.bootstrap;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured, beside {@code server.port} and {@code flangular.session}.
 *
 * @param site where people find it, such as {@code https://inventory.example.org}; null for wherever requests come to
 * @param data folder of the database file and of the generated secret
 * @param database where the data is kept instead of in that folder
 * @param admin the first administrator, made when there is no user yet
 * @param api what can be chosen about the API
 * @param frontend folder of the class path that holds the built frontend
 */
@ConfigurationProperties("flangular")
public record FlangularProperties(
        @Nullable URI site,
        @DefaultValue("./data") Path data,
        @DefaultValue Database database,
        @DefaultValue Admin admin,
        @DefaultValue Api api,
        @DefaultValue("frontend") String frontend) {

    /**
     * The database.
     *
     * @param url an R2DBC URL; null for the embedded H2 file
     */
    public record Database(@Nullable String url) {}

    /**
     * The first administrator.
     *
     * @param email the address to sign in with
     * @param password the first password; null for a generated one
     */
    public record Admin(@DefaultValue("admin@flangular.js") String email, @Nullable String password) {}

    /**
     * The API.
     *
     * @param requireIfMatch whether a change of a row without {@code If-Match} is refused
     */
    public record Api(@DefaultValue("false") boolean requireIfMatch) {}
}
