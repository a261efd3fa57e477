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
 * Estimates how many guesses a password takes, as zxcvbn does: with lists of common passwords, names and words, with
 * dates, repetitions and rows of keys. Fewer than 10^8 are common (a score below 3).
 */
public final class ZxcvbnPasswordStrength implements PasswordStrength {
    private static final int LEAST_SCORE = 3;

    /** How much is looked at: the time grows faster than the length, and a longer rest makes no password weaker. */
    private static final int LOOKED_AT = 100;

    /** The signs that zxcvbn takes for a letter, character by character. */
    private static final List<String> SIGNS =
            List.of("4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2");

    /** Of how many ways to read all signs of a password zxcvbn may have to try each. */
    private static final int MAX_READINGS = 16;

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private static final String OWN_NAME = "flangular";

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final PasswordHashingExecutor threads;

    /** Estimates on these threads. */
    public ZxcvbnPasswordStrength(PasswordHashingExecutor threads) {
        this.threads = threads;
    }

    @Override
    public Mono<Boolean> isCommon(Password password, Collection<String> known) {
        String start = lookedAt(password.value());
        List<String> words = words(known);
        return threads.run(() ->
                isCommon(start, words) || isCommon(WHITESPACE.matcher(start).replaceAll(""), words));
    }

    /** zxcvbn does not recognise a repetition where there is a space between: it is asked about both spellings. */
    private boolean isCommon(String start, List<String> words) {
        return zxcvbn.measure(start, words).getScore() < LEAST_SCORE;
    }

    /**
     * The start, until it is long, or has so many signs for the same letters that they would keep zxcvbn for seconds.
     */
    static String lookedAt(String password) {
        int end = Math.min(LOOKED_AT, password.length());
        while (readings(password.substring(0, end)) > MAX_READINGS) {
            end--;
        }
        return password.substring(0, end);
    }

    private static long readings(String start) {
        return SIGNS.stream()
                .mapToLong(signs -> Math.max(
                        1,
                        signs.chars().filter(sign -> start.indexOf(sign) >= 0).count()))
                .reduce(1, (one, other) -> one * other);
    }

    /** What is known, as a whole and in its parts: of an address also the name and the host. */
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
