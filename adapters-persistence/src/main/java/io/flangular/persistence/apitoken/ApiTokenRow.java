package io.flangular.persistence.apitoken;

import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
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

    private static ApiTokenGrant grant(Readable row) {
        return new ApiTokenGrant(
                new ApiTokenHash(Values.text(row, "hash")),
                Values.number(row, "account_id"),
                Values.text(row, "name"),
                Values.word(row, "scope", ApiTokenScope.class),
                Instants.get(row, "created_at"),
                Instants.get(row, "ends_at"));
    }
}
