package io.flangular.persistence.token;

import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenScope;
import io.flangular.persistence.database.Instants;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Objects;

/** A row of the table {@code api_token}. */
final class ApiTokenRow {
    static final String COLUMNS = "id, hash, account_id, name, scope, created_at, ends_at, last_used_at, revoked_at";

    private ApiTokenRow() {}

    static ApiToken token(Readable row) {
        return new ApiToken(id(row), grant(row), Instants.find(row, "last_used_at"), Instants.find(row, "revoked_at"));
    }

    static long id(Readable row) {
        return Objects.requireNonNull(row.get("id", Long.class));
    }

    /** How a scope is written in the table. */
    static String text(TokenScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static TokenGrant grant(Readable row) {
        return new TokenGrant(
                new TokenHash(text(row, "hash")),
                Objects.requireNonNull(row.get("account_id", Long.class)),
                text(row, "name"),
                TokenScope.valueOf(text(row, "scope").toUpperCase(Locale.ROOT)),
                Instants.get(row, "created_at"),
                Instants.get(row, "ends_at"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
