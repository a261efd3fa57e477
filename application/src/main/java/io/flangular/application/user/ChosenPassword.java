package io.flangular.application.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.PasswordHasher;
import io.flangular.domain.user.PasswordStrength;
import io.flangular.domain.user.User;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The rules for a password that somebody chooses. */
public final class ChosenPassword {
    private static final String COMMON =
            "This password is easily guessed. Choose one that is neither common nor about you.";

    private final PasswordStrength strength;
    private final PasswordHasher hasher;

    /** With what it needs. */
    public ChosenPassword(PasswordStrength strength, PasswordHasher hasher) {
        this.strength = strength;
        this.hasher = hasher;
    }

    /** The password, or a refusal as invalid on that field when it is too short or too long. */
    public static Password of(String typed, String field) {
        try {
            return new Password(typed);
        } catch (DomainException.Invalid refusal) {
            throw invalid(refusal.getMessage(), field);
        }
    }

    /** The hash of a password for that user, or a refusal as invalid on that field when the password is common. */
    public Mono<PasswordHash> hash(Password password, User user, String field) {
        return hash(password, known(user.email().value(), user.displayName()), field);
    }

    /** The same for a user who is to be added and has no name yet. */
    public Mono<PasswordHash> hash(Password password, EmailAddress email, String field) {
        return hash(password, known(email.value()), field);
    }

    private Mono<PasswordHash> hash(Password password, Set<String> known, String field) {
        return strength.isCommon(password, known)
                .flatMap(common -> common ? Mono.error(invalid(COMMON, field)) : hasher.hash(password));
    }

    /** A refusal of the password in that field. */
    public static DomainException.Invalid invalid(String message, String field) {
        return new DomainException.Invalid(message, Map.of(field, message));
    }

    /** The address and the name, and the words that they consist of. */
    private static Set<String> known(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            words.add(text);
            words.addAll(List.of(text.split("[^\\p{L}\\p{N}]+")));
        }
        words.remove("");
        return words;
    }
}
