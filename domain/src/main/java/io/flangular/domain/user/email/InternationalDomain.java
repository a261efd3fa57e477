package io.flangular.domain.user.email;

import java.net.IDN;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Domain names with characters beyond ASCII (IDNA). The characters ß and ς are valid in IDNA2008, which browsers
 * follow; {@link IDN} follows IDNA2003 and would turn them into {@code ss} and σ, which are other domains. A label with
 * one of them is therefore held in ASCII, any other in Unicode.
 */
final class InternationalDomain {
    private static final String ACE_PREFIX = "xn--";
    private static final Pattern DOT = Pattern.compile("[.\u3002\uff0e\uff61]");
    private static final Pattern DEVIATION = Pattern.compile("[\u00df\u03c2]");

    private InternationalDomain() {}

    /** Normalizes a domain name to lower case Unicode; an invalid one is returned unchanged. */
    static String canonical(String name) {
        return labels(
                name,
                label -> DEVIATION.matcher(label).find()
                        ? ACE_PREFIX + Punycode.encode(label)
                        : IDN.toUnicode(IDN.toASCII(label)));
    }

    /** A canonical name in ASCII. */
    static String ascii(String canonical) {
        return labels(canonical, IDN::toASCII);
    }

    private static String labels(String name, UnaryOperator<String> spelling) {
        return Arrays.stream(DOT.split(name, -1))
                .map(label -> spell(label, spelling))
                .collect(Collectors.joining("."));
    }

    private static String spell(String label, UnaryOperator<String> spelling) {
        try {
            return spelling.apply(label);
        } catch (IllegalArgumentException noDomainName) {
            return label;
        }
    }
}
