package io.flangular.domain.user;

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
    public Mono<Boolean> matches(String typed, @Nullable PasswordHash hash) {
        return Mono.fromSupplier(() -> {
            verifications.incrementAndGet();
            return hash != null && hash.value().equals("plain:" + typed);
        });
    }

    /** How often {@link #matches} was carried out. */
    public int verifications() {
        return verifications.get();
    }
}
