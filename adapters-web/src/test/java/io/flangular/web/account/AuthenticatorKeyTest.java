package io.flangular.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.user.email.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AuthenticatorKeyTest {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    @Test
    void theKeyIsShownInTheFormatOfAuthenticatorApps() {
        AuthenticatorKey key = AuthenticatorKey.of(SECRET, new EmailAddress("ada+home&co@example.org"));

        assertThat(key.secret()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(key.uri())
                .isEqualTo(
                        "otpauth://totp/Flangular:ada%2Bhome%26co%40example.org"
                            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Flangular&algorithm=SHA1&digits=6&period=30");
        assertThat(key).hasToString("AuthenticatorKey[…]");
    }

    @Test
    void theImageFitsTheLongestAddress() {
        AuthenticatorKey key = AuthenticatorKey.of(SECRET, new EmailAddress("€".repeat(64) + "@" + "€".repeat(189)));

        assertThat(key.qr()).startsWith("data:image/svg+xml;base64,");
    }

    @Test
    void theImageIsASquareWithAQuietZone() {
        String image = svg(QrImage.of("HELLO WORLD"));

        // 25 characters fit into the smallest code, which has 21 modules; a finder pattern begins in its corner.
        assertThat(image)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\"")
                .contains("d=\"M4 4h1v1h-1zM5 4h1v1h-1z")
                .doesNotContain("M3 ", "M25 ", "M11 4h");
    }

    private static String svg(String dataUrl) {
        return new String(
                Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1)), StandardCharsets.US_ASCII);
    }
}
