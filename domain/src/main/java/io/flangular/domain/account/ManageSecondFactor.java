package io.flangular.domain.account;

import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import java.util.List;
import reactor.core.publisher.Mono;

/** One's own second factor. Whatever needs the password fails without it as in {@link ManageAccount}. */
public interface ManageSecondFactor {

    /** Begins: a key for the authenticator, which counts when it is confirmed. Invalid when there is a factor already. */
    Mono<TotpSecret> begin(UserSession current, String password, Client client);

    /**
     * Turns it on with a first code from the authenticator, gives recovery codes, to be shown this one time, and ends all
     * other sessions. Invalid on the field {@code code} when it is not good.
     */
    Mono<List<RecoveryCode>> confirm(UserSession current, String code, Client client);

    /** New recovery codes in place of the old ones. Invalid when there is no second factor. */
    Mono<List<RecoveryCode>> renewRecoveryCodes(UserSession current, String password, Client client);

    /** Turns it off, and ends all other sessions. Invalid when there is none. */
    Mono<Void> turnOff(UserSession current, String password, Client client);
}
