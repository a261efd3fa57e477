package io.flangular.security.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordStrength;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Estimates the number of guesses by zxcvbn: with dictionaries of common passwords, names and words, and by dates,
 * repetitions and keyboard patterns. Passwords of fewer than 10^8 guesses, a score below 3, are common.
 */
public final class ZxcvbnPasswordStrength implements PasswordStrength {
    private static final int MIN_SCORE = 3;

    /** The time of zxcvbn grows faster than the length; the rest of a long password cannot make it weaker. */
    private static final int MAX_LENGTH = 100;

    /** The substitutes for a letter that zxcvbn knows, letter by letter. */
    private static final List<String> SUBSTITUTES =
            List.of("4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2");

    /** The maximum number of combinations of substitutes, each of which zxcvbn tries. */
    private static final int MAX_COMBINATIONS = 16;

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private static final String OWN_NAME = "flangular";

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final PasswordHashingExecutor threads;

    public ZxcvbnPasswordStrength(PasswordHashingExecutor threads) {
        this.threads = threads;
    }

    @Override
    public Mono<Boolean> isCommon(Password password, Collection<String> known) {
        String start = measuredPart(password.value());
        List<String> words = words(known);
        // Also without spaces, since zxcvbn does not recognise repetitions that are separated by them.
        return threads.run(() ->
                isCommon(start, words) || isCommon(WHITESPACE.matcher(start).replaceAll(""), words));
    }

    private boolean isCommon(String start, List<String> words) {
        return zxcvbn.measure(start, words).getScore() < MIN_SCORE;
    }

    /** The start of the password, limited by its length and by its combinations, which can take seconds. */
    static String measuredPart(String password) {
        int end = Math.min(MAX_LENGTH, password.length());
        while (combinations(password.substring(0, end)) > MAX_COMBINATIONS) {
            end--;
        }
        return password.substring(0, end);
    }

    private static long combinations(String start) {
        return SUBSTITUTES.stream()
                .mapToLong(signs -> Math.max(
                        1,
                        signs.chars().filter(sign -> start.indexOf(sign) >= 0).count()))
                .reduce(1, (one, other) -> one * other);
    }

    /** The personal data and its parts, such as the local part and the domain of an e-mail address. */
    private static List<String> words(Collection<String> known) {
        return Stream.concat(
                        Stream.of(OWN_NAME),
                        known.stream()
                                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[@.\\s_-]+")))))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() > 2)
                .distinct()
                .toList();
    }
}
