package io.flangular.domain.link;

import io.flangular.domain.RandomBytes;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret part of a one-time link: 256 unpredictable bits in the 43 letters of base64url. Never printed. */
public record LinkCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** A new one. */
    public static LinkCode generate(RandomBytes random) {
        return new LinkCode(Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(32)));
    }

    /** The code that somebody sent, or nothing when it has not the form of any. */
    public static Optional<LinkCode> parse(String sent) {
        return FORM.matcher(sent).matches() ? Optional.of(new LinkCode(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "LinkCode[…]";
    }
}
