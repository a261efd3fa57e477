package io.flangular.application.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordStrength;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The rules for a new password: length and strength. */
public final class NewPasswordPolicy {
    private static final String COMMON =
            "This password is easily guessed. Choose one that is neither common nor about you.";

    private final PasswordStrength strength;
    private final PasswordHasher hasher;

    public NewPasswordPolicy(PasswordStrength strength, PasswordHasher hasher) {
        this.strength = strength;
        this.hasher = hasher;
    }

    /** Validates the length; fails as invalid on the field. */
    public static Password of(String typed, String field) {
        try {
            return new Password(typed);
        } catch (DomainException.Invalid refusal) {
            throw DomainException.Invalid.field(field, refusal.getMessage());
        }
    }

    /** Hashes a password of a user; fails as invalid on the field when it is easily guessed. */
    public Mono<PasswordHash> hash(Password password, User user, String field) {
        return hash(password, known(user.email().value(), user.displayName()), field);
    }

    /** Hashes a password of a new user who has no name yet. */
    public Mono<PasswordHash> hash(Password password, EmailAddress email, String field) {
        return hash(password, known(email.value()), field);
    }

    private Mono<PasswordHash> hash(Password password, Set<String> known, String field) {
        return strength.isCommon(password, known)
                .flatMap(common ->
                        common ? Mono.error(DomainException.Invalid.field(field, COMMON)) : hasher.hash(password));
    }

    /** E-mail address and name, and the words in them, of which the password must not consist. */
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
