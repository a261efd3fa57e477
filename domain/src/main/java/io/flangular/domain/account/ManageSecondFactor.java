package io.flangular.domain.account;

import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.util.List;
import reactor.core.publisher.Mono;

/** Use cases on the second factor of the logged-in user. Without the password they fail as in {@link ManageAccount}. */
public interface ManageSecondFactor {
    /** Generates a key for the authenticator, to be confirmed. Invalid when a second factor is enabled. */
    Mono<TotpSecret> begin(UserSession current, String password, Client client);

    /**
     * Enables the second factor with a first code, returns recovery codes, which are shown only once, and revokes all
     * other sessions. Invalid on the field {@code code} when the code is wrong.
     */
    Mono<List<RecoveryCode>> confirm(UserSession current, String code, Client client);

    /** Replaces the recovery codes. Invalid when there is no second factor. */
    Mono<List<RecoveryCode>> renewRecoveryCodes(UserSession current, String password, Client client);

    /** Disables the second factor, and revokes all other sessions. Invalid when there is none. */
    Mono<Void> turnOff(UserSession current, String password, Client client);
}
