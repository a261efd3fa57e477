package io.flangular.web.session.token;

import io.flangular.security.secret.Secrets;
import java.util.List;

/** Keys of tokens that are derived from secrets, as in the application. */
public final class TestKeys {
    private TestKeys() {}

    /** Of these secrets, the current one first. */
    public static SignedTokenKeys of(byte[]... secrets) {
        Secrets all = new Secrets(List.of(secrets));
        return new SignedTokenKeys(all.currentId(), all::keys);
    }
}
