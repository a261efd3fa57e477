package io.flangular.web.user;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordStrength;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

    private static final String OWN_NAME = "flangular";

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final PasswordThreads threads;

    /** Estimates on these threads. */
    public ZxcvbnPasswordStrength(PasswordThreads threads) {
        this.threads = threads;
    }

    @Override
    public Mono<Boolean> isCommon(Password password, Collection<String> known) {
        String start = password.value()
                .substring(0, Math.min(LOOKED_AT, password.value().length()));
        return threads.run(() -> zxcvbn.measure(start, words(known)).getScore() < LEAST_SCORE);
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
