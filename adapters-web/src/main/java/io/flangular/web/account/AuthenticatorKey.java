package io.flangular.web.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.user.email.EmailAddress;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.web.util.UriUtils;

/**
 * A new TOTP key in the formats of authenticator apps, shown only in this response.
 *
 * @param secret in Base32
 * @param uri the {@code otpauth} key URI
 * @param qr the URI as a QR code, in a {@code data:} URL
 */
record AuthenticatorKey(
        @JsonProperty("secret") String secret,
        @JsonProperty("uri") String uri,
        @JsonProperty("qr") String qr) {
    private static final String ISSUER = "Flangular";

    static AuthenticatorKey of(TotpSecret secret, EmailAddress owner) {
        String base32 = Base32.toBase32String(secret.bytes()).replace("=", "");
        String label = ISSUER + ":" + UriUtils.encode(owner.value(), StandardCharsets.UTF_8);
        String uri = "otpauth://totp/" + label + "?secret=" + base32 + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=6&period=30";
        return new AuthenticatorKey(base32, uri, QrImage.of(uri));
    }

    @Override
    public String toString() {
        return "AuthenticatorKey[…]";
    }
}
