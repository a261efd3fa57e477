package io.flangular.domain.user.password;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hashes nothing, so that tests are fast, and counts how often a password was verified. */
public class PlainPasswordHasher implements PasswordHasher {
    private final AtomicInteger verifications = new AtomicInteger();

    @Override
    public Mono<PasswordHash> hash(Password password) {
        return Mono.fromSupplier(() -> new PasswordHash("plain:" + password.value()));
    }

    @Override
    public Mono<PasswordMatch> match(String typed, @Nullable PasswordHash hash) {
        return Mono.fromSupplier(() -> {
            verifications.incrementAndGet();
            if (hash == null) {
                return PasswordMatch.NONE;
            }
            if (hash.value().equals("plain:" + Password.normalized(typed))) {
                return PasswordMatch.NORMALIZED;
            }
            return hash.value().equals("plain:" + typed) ? PasswordMatch.AS_TYPED : PasswordMatch.NONE;
        });
    }

    /** How often {@link #match} was carried out. */
    public int verifications() {
        return verifications.get();
    }
}
