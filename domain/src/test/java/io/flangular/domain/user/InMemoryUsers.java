package io.flangular.domain.user;

import io.flangular.domain.DomainException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Users that are forgotten with the test. */
public class InMemoryUsers implements Users {
    private final Map<Long, User> users = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    @Override
    public Mono<User> find(long id) {
        return Mono.fromSupplier(() -> users.get(id));
    }

    @Override
    public Mono<User> find(EmailAddress email) {
        return Mono.fromSupplier(() -> first(user -> user.email().equals(email)));
    }

    @Override
    public Mono<Boolean> any() {
        return Mono.fromSupplier(() -> !users.isEmpty());
    }

    @Override
    public Mono<User> add(EmailAddress email, @Nullable String name, PasswordHash passwordHash) {
        return Mono.fromSupplier(() -> {
            if (first(user -> user.email().equals(email)) != null) {
                throw new DomainException.Conflict("This address is taken.", null);
            }
            User user = new User(lastId.incrementAndGet(), email, name, passwordHash, false);
            users.put(user.id(), user);
            return user;
        });
    }

    @Override
    public Mono<Void> setDisabled(long id, boolean disabled) {
        return Mono.fromRunnable(() -> users.computeIfPresent(
                id, (same, user) -> new User(id, user.email(), user.name(), user.passwordHash(), disabled)));
    }

    private @Nullable User first(Predicate<User> condition) {
        return users.values().stream().filter(condition).findFirst().orElse(null);
    }
}
