package io.flangular.domain.user.email;

import io.flangular.domain.DomainException;
import io.flangular.domain.PrintableText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A normalized e-mail address, as it is stored and compared: without surrounding blanks, in lower case,
 * composed (NFC), its domain in Unicode as {@link InternationalDomain} has it. So it does not matter whether a user
 * types {@code bücher.example} or a browser turns that into {@code xn--bcher-kva.example}. {@link #of} and {@link
 * #parse} take at most 254 characters (RFC 5321), none of which is invisible; whether anybody reads it is not known.
 */
public record EmailAddress(String value) {
    /** The greatest length, in characters. */
    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile("[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}@]{1,64}@[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}@]{1,253}");

    /** Normalizes without validation: an address that was stored before a rule was added stays readable. */
    public EmailAddress {
        value = canonical(value.strip());
    }

    /** Validates input; {@code Invalid} when it is not an e-mail address. */
    public static EmailAddress of(String typed) {
        return parse(typed).orElseThrow(() -> DomainException.Invalid.field("email", "This is not an e-mail address."));
    }

    /** Validates input; empty when it is not an e-mail address. */
    public static Optional<EmailAddress> parse(String typed) {
        return Optional.of(new EmailAddress(typed)).filter(EmailAddress::isValid);
    }

    private boolean isValid() {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches() && PrintableText.isVisible(value);
    }

    public static String searched(String typed) {
        return parse(typed).map(EmailAddress::value).orElseGet(() -> Normalizer.normalize(typed, Normalizer.Form.NFC));
    }

    private static String canonical(String typed) {
        String composed = Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        int at = composed.lastIndexOf('@');
        // What is too long is refused anyway, and not worth the work.
        return at < 0 || composed.length() > 2 * MAX_LENGTH
                ? composed
                : composed.substring(0, at + 1) + InternationalDomain.canonical(composed.substring(at + 1));
    }

    /** The e-mail address with its domain in ASCII (Punycode), as in SMTP. */
    public String withAsciiDomain() {
        int at = value.lastIndexOf('@') + 1;
        return value.substring(0, at) + InternationalDomain.ascii(value.substring(at));
    }

    @Override
    public String toString() {
        return value;
    }
}
