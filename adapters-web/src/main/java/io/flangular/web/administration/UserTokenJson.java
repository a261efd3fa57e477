package io.flangular.web.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.web.json.IsoInstants;
import org.jspecify.annotations.Nullable;

/**
 * An API token of a user as administrators see it.
 *
 * @param lastUsed null when the token never opened anything
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record UserTokenJson(
        @JsonProperty("id") long id,
        @JsonProperty("name") String name,
        @JsonProperty("scope") String scope,
        @JsonProperty("created") String created,
        @JsonProperty("ends") String ends,
        @JsonProperty("last_used") @Nullable String lastUsed) {

    static UserTokenJson of(ApiToken token) {
        ApiTokenGrant grant = token.grant();
        return new UserTokenJson(
                token.id(),
                grant.name(),
                EnumNames.of(grant.scope()),
                IsoInstants.of(grant.createdAt()),
                IsoInstants.of(grant.endsAt()),
                IsoInstants.orNull(token.lastUsedAt()));
    }
}
