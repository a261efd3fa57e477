package io.flangular.web.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.user.User;
import io.flangular.web.json.IsoInstants;
import org.jspecify.annotations.Nullable;

/** The account of the logged-in user. */
record AccountJson(
        @JsonProperty("id") long id,
        @JsonProperty("email") String email,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("role") String role,
        @JsonProperty("created") String created,
        @JsonProperty("password_changed") @Nullable String passwordChanged,
        @JsonProperty("second_factor") SecondFactorJson secondFactor) {

    record SecondFactorJson(
            @JsonProperty("on") boolean on,
            @JsonProperty("recovery_codes_left") long recoveryCodesLeft) {}

    static AccountJson of(AccountOverview account) {
        User user = account.user();
        return new AccountJson(
                user.id(),
                user.email().value(),
                user.name(),
                EnumNames.of(user.role()),
                IsoInstants.of(user.createdAt()),
                IsoInstants.orNull(user.passwordChangedAt()),
                new SecondFactorJson(account.secondFactor(), account.recoveryCodesLeft()));
    }
}
