package io.flangular.domain.token;

import io.flangular.domain.RandomBytes;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a script sends to be let in: 256 unpredictable bits in the 43 letters of base64url, behind a prefix by which
 * scanners for leaked secrets recognise it. Known to its owner alone, and never printed.
 */
public record TokenSecret(String value) {
    /** What every secret begins with. */
    public static final String PREFIX = "flg_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    /** A new one. */
    public static TokenSecret generate(RandomBytes random) {
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(32)));
    }

    /** The secret that somebody sent, or nothing when it has not the form of any. */
    public static Optional<TokenSecret> parse(String sent) {
        return FORM.matcher(sent).matches() ? Optional.of(new TokenSecret(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "TokenSecret[…]";
    }
}
