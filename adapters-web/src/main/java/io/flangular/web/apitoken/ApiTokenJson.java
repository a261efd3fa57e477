package io.flangular.web.apitoken;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.IssuedApiToken;
import io.flangular.web.json.IsoInstants;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An API token. Instants are in ISO 8601.
 *
 * @param lastUsed null when the token was never used
 * @param token the secret, only in the response that issues the token; otherwise the member is absent
 */
public record ApiTokenJson(
        @JsonProperty("id") long id,
        @JsonProperty("name") String name,
        @JsonProperty("scope") String scope,
        @JsonProperty("created") String created,
        @JsonProperty("ends") String ends,
        @JsonProperty("last_used") @Nullable String lastUsed,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("token") @Nullable
        String token) {

    static ApiTokenJson of(ApiToken token) {
        return of(token, Instant::toString, null);
    }

    static ApiTokenJson withSecret(IssuedApiToken issued) {
        return of(issued.token(), Instant::toString, issued.secret().value());
    }

    /** For administrators: with instants to the second. */
    public static ApiTokenJson toTheSecond(ApiToken token) {
        return of(token, IsoInstants::of, null);
    }

    private static ApiTokenJson of(ApiToken token, Function<Instant, String> format, @Nullable String secret) {
        ApiTokenGrant grant = token.grant();
        Instant used = token.lastUsedAt();
        return new ApiTokenJson(
                token.id(),
                grant.name(),
                EnumNames.of(grant.scope()),
                format.apply(grant.createdAt()),
                format.apply(grant.endsAt()),
                used == null ? null : format.apply(used),
                secret);
    }

    @Override
    public String toString() {
        return "ApiTokenJson[" + id + "]";
    }
}
