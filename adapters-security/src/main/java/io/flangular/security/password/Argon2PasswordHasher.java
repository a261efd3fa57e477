package io.flangular.security.password;

import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordHasher;
import io.flangular.domain.user.password.PasswordMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;

/** Argon2id with 19 MiB, two passes and one lane (OWASP's recommendation). */
public final class Argon2PasswordHasher implements PasswordHasher {
    /** A hash with the same parameters and no known password, so that unknown accounts take the same time. */
    private static final String DECOY =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXRoaW5nIHNhbHR5IQ" + "$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final PasswordEncoder encoder;
    private final PasswordHashingExecutor threads;

    public Argon2PasswordHasher(PasswordHashingExecutor threads) {
        this(new PooledArgon2Encoder(19456, 2, threads.size()), threads);
    }

    Argon2PasswordHasher(PasswordEncoder encoder, PasswordHashingExecutor threads) {
        this.encoder = encoder;
        this.threads = threads;
    }

    @Override
    public Mono<PasswordHash> hash(Password password) {
        return threads.run(() -> new PasswordHash(encoded(password.value())));
    }

    @Override
    public Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash) {
        return threads.run(() -> {
            PasswordMatch match = compare(typed, hash == null ? DECOY : hash.value());
            return hash == null ? PasswordMatch.NONE : match;
        });
    }

    /** The number of verifications depends only on the input, unless the password is correct. */
    private PasswordMatch compare(String typed, String hash) {
        String normalized = Password.normalized(typed);
        if (encoder.matches(normalized, hash)) {
            return PasswordMatch.NORMALIZED;
        }
        return !normalized.equals(typed) && encoder.matches(typed, hash) ? PasswordMatch.AS_TYPED : PasswordMatch.NONE;
    }

    private String encoded(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder gave nothing.");
        }
        return hash;
    }
}
