package io.flangular.domain.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Users in memory. Nothing is locked, since there are no transactions. */
public class InMemoryUsers implements Users {
    private final Map<Long, User> users = new ConcurrentSkipListMap<>();
    private final Map<Long, Instant> seen = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final LongPredicate secondFactor;

    /** Users without a second factor. */
    public InMemoryUsers() {
        this(id -> false);
    }

    /** Users of whom it can be told whether they have a second factor. */
    public InMemoryUsers(LongPredicate secondFactor) {
        this.secondFactor = secondFactor;
    }

    @Override
    public Mono<User> find(long id) {
        return Mono.fromSupplier(() -> users.get(id));
    }

    @Override
    public Mono<User> find(EmailAddress email) {
        return Mono.fromSupplier(() -> first(user -> user.email().equals(email)));
    }

    @Override
    public Mono<UserOverview> overview(long id) {
        return find(id).map(this::seenByAdministrators);
    }

    @Override
    public Mono<UserPage> search(UserSearch search) {
        return Mono.fromSupplier(() -> {
            List<UserOverview> found = users.values().stream()
                    .map(this::seenByAdministrators)
                    .filter(each -> matches(each, search))
                    .sorted(Comparator.comparing(each -> each.user().email().value()))
                    .toList();
            return new UserPage(
                    found.size(),
                    found.stream().skip(search.offset()).limit(search.limit()).toList());
        });
    }

    @Override
    public Mono<Boolean> any() {
        return Mono.fromSupplier(() -> !users.isEmpty());
    }

    @Override
    public Mono<User> add(NewUser added) {
        return Mono.fromSupplier(() -> {
            if (first(user -> user.email().equals(added.email())) != null) {
                throw new DomainException.Conflict("This address is taken.", null);
            }
            User user = new User(
                    lastId.incrementAndGet(),
                    added.email(),
                    added.name(),
                    added.role(),
                    added.passwordHash(),
                    false,
                    added.createdAt(),
                    added.passwordHash() == null ? null : added.createdAt());
            users.put(user.id(), user);
            return user;
        });
    }

    @Override
    public Mono<User> lock(long id) {
        return find(id);
    }

    @Override
    public Flux<User> lockAdministrators() {
        return Flux.defer(() -> Flux.fromIterable(users.values()))
                .filter(user -> user.role() == Role.ADMINISTRATOR && !user.disabled() && user.passwordHash() != null);
    }

    @Override
    public Mono<Void> setDisabled(long id, boolean disabled) {
        return change(
                id,
                user -> new User(
                        id,
                        user.email(),
                        user.name(),
                        user.role(),
                        user.passwordHash(),
                        disabled,
                        user.createdAt(),
                        user.passwordChangedAt()));
    }

    @Override
    public Mono<Void> setRole(long id, Role role) {
        return change(
                id,
                user -> new User(
                        id,
                        user.email(),
                        user.name(),
                        role,
                        user.passwordHash(),
                        user.disabled(),
                        user.createdAt(),
                        user.passwordChangedAt()));
    }

    @Override
    public Mono<Void> setName(long id, @Nullable String name) {
        return change(
                id,
                user -> new User(
                        id,
                        user.email(),
                        name,
                        user.role(),
                        user.passwordHash(),
                        user.disabled(),
                        user.createdAt(),
                        user.passwordChangedAt()));
    }

    @Override
    public Mono<Void> setPassword(long id, PasswordHash hash, Instant instant) {
        return change(
                id,
                user -> new User(
                        id, user.email(), user.name(), user.role(), hash, user.disabled(), user.createdAt(), instant));
    }

    @Override
    public Mono<Void> rehash(long id, PasswordHash hash) {
        return change(
                id,
                user -> new User(
                        id,
                        user.email(),
                        user.name(),
                        user.role(),
                        hash,
                        user.disabled(),
                        user.createdAt(),
                        user.passwordChangedAt()));
    }

    @Override
    public Mono<Void> noteSeen(long id, Instant instant) {
        return Mono.fromRunnable(() -> {
            if (users.containsKey(id)) {
                seen.put(id, instant);
            }
        });
    }

    private Mono<Void> change(long id, UnaryOperator<User> change) {
        return Mono.fromRunnable(() -> users.computeIfPresent(id, (same, user) -> change.apply(user)));
    }

    private UserOverview seenByAdministrators(User user) {
        return new UserOverview(user, secondFactor.test(user.id()), seen.get(user.id()));
    }

    private static boolean matches(UserOverview each, UserSearch search) {
        String text = search.text().toLowerCase(Locale.ROOT);
        String name = each.user().name();
        return (each.user().email().value().contains(text)
                        || name != null && name.toLowerCase(Locale.ROOT).contains(text))
                && (search.role() == null || search.role() == each.user().role())
                && (search.status() == null || search.status() == each.status());
    }

    private @Nullable User first(Predicate<User> condition) {
        return users.values().stream().filter(condition).findFirst().orElse(null);
    }
}
