package io.flangular.domain.user;

import io.flangular.domain.DomainException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is stored and compared: without surrounding blanks, in lower
 * case. At most 254 characters (RFC 5321), none of which cannot be seen; whether anybody reads it is not known.
 */
public record EmailAddress(String value) {
    /** The greatest length, in characters. */
    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}@]{1,64}@[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}@]{1,253}");

    /** Refuses what is no address as invalid. */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            String message = "This is not an e-mail address.";
            throw new DomainException.Invalid(message, Map.of("email", message));
        }
    }

    /** The address that somebody typed, or nothing when it is none. */
    public static Optional<EmailAddress> parse(String typed) {
        try {
            return Optional.of(new EmailAddress(typed));
        } catch (DomainException.Invalid notAnAddress) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
