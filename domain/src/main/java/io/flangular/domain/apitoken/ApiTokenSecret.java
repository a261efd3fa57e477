package io.flangular.domain.apitoken;

import io.flangular.domain.RandomBytes;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of an API token: 256 random bits as 43 characters of base64url, after a prefix by which secret scanners
 * recognise it. Only the owner knows it. It is never logged.
 */
public record ApiTokenSecret(String value) {
    public static final String PREFIX = "flg_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    public static ApiTokenSecret generate(RandomBytes random) {
        return new ApiTokenSecret(PREFIX + random.token());
    }

    public static Optional<ApiTokenSecret> parse(String sent) {
        return FORM.matcher(sent).matches() ? Optional.of(new ApiTokenSecret(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ApiTokenSecret[…]";
    }
}
