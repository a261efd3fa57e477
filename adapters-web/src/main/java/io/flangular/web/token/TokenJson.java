package io.flangular.web.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.Words;
import io.flangular.domain.token.ApiToken;
import io.flangular.domain.token.IssuedToken;
import io.flangular.domain.token.TokenGrant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What owners see of their tokens. Instants are in ISO 8601.
 *
 * @param lastUsed null when the token never opened anything
 * @param token the secret, in the one answer that shows it; otherwise there is no such member
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TokenJson(
        @JsonProperty("id") long id,
        @JsonProperty("name") String name,
        @JsonProperty("scope") String scope,
        @JsonProperty("created") String created,
        @JsonProperty("ends") String ends,
        @JsonProperty("last_used") @Nullable String lastUsed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("token") @Nullable String token) {

    static TokenJson of(ApiToken token) {
        return of(token, null);
    }

    static TokenJson withSecret(IssuedToken issued) {
        return of(issued.token(), issued.secret().value());
    }

    private static TokenJson of(ApiToken token, @Nullable String secret) {
        TokenGrant grant = token.grant();
        Instant used = token.lastUsedAt();
        return new TokenJson(
                token.id(),
                grant.name(),
                Words.of(grant.scope()),
                grant.createdAt().toString(),
                grant.endsAt().toString(),
                used == null ? null : used.toString(),
                secret);
    }

    @Override
    public String toString() {
        return "TokenJson[" + id + "]";
    }
}
