package io.flangular.persistence.token;

import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.TokenGrant;
import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenScope;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.r2dbc.spi.Readable;

/** A row of the table {@code api_token}. */
final class ApiTokenRow {
    static final String COLUMNS = "id, hash, account_id, name, scope, created_at, ends_at, last_used_at, revoked_at";

    private ApiTokenRow() {}

    static ApiToken token(Readable row) {
        return new ApiToken(
                Values.number(row, "id"),
                grant(row),
                Instants.find(row, "last_used_at"),
                Instants.find(row, "revoked_at"));
    }

    private static TokenGrant grant(Readable row) {
        return new TokenGrant(
                new TokenHash(Values.text(row, "hash")),
                Values.number(row, "account_id"),
                Values.text(row, "name"),
                Values.word(row, "scope", TokenScope.class),
                Instants.get(row, "created_at"),
                Instants.get(row, "ends_at"));
    }
}
