package io.flangular.domain.link;

import io.flangular.domain.RandomBytes;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret of a one-time link: 256 random bits as 43 characters of base64url. Never logged. */
public record LinkCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static LinkCode generate(RandomBytes random) {
        return new LinkCode(random.token());
    }

    public static Optional<LinkCode> parse(String sent) {
        return FORM.matcher(sent).matches() ? Optional.of(new LinkCode(sent)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "LinkCode[…]";
    }
}
