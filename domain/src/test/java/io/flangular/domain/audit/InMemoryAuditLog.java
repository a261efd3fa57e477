package io.flangular.domain.audit;

import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Audit events in memory. */
public class InMemoryAuditLog implements AuditLog {
    private final Map<Long, AuditEvent> events = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final AtomicLong lastId = new AtomicLong();
    private final Users users;

    /** Events of users who are not known by name. */
    public InMemoryAuditLog() {
        this(new InMemoryUsers());
    }

    /** Events of these users. */
    public InMemoryAuditLog(Users users) {
        this.users = users;
    }

    @Override
    public Mono<Void> record(AuditEvent event) {
        return Mono.fromRunnable(() -> events.put(lastId.incrementAndGet(), event));
    }

    @Override
    public Mono<AuditPage> search(AuditSearch search) {
        return Flux.defer(() -> Flux.fromIterable(events.entrySet()))
                .filter(entry -> search.before() == null || entry.getKey() < search.before())
                .filter(entry -> matches(entry.getValue(), search))
                .concatMap(entry -> known(entry.getKey(), entry.getValue()))
                .filter(found -> found.says(search.text()))
                .map(Found::entry)
                .take(search.limit() + 1)
                .collectList()
                .map(found -> new AuditPage(
                        found.subList(0, Math.min(search.limit(), found.size())), found.size() > search.limit()));
    }

    @Override
    public Mono<Long> deleteBefore(Instant instant, int atMost) {
        return Mono.fromSupplier(() -> {
            List<Long> old = events.entrySet().stream()
                    .filter(entry -> entry.getValue().at().isBefore(instant))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .limit(atMost)
                    .toList();
            old.forEach(events::remove);
            return (long) old.size();
        });
    }

    /** All events, the oldest first. */
    public List<AuditEvent> events() {
        List<AuditEvent> all = new ArrayList<>(events.values());
        Collections.reverse(all);
        return all;
    }

    private static boolean matches(AuditEvent event, AuditSearch search) {
        return (search.kinds().isEmpty() || search.kinds().contains(event.kind()))
                && (search.since() == null || !event.at().isBefore(search.since()));
    }

    private Mono<Found> known(long id, AuditEvent event) {
        return user(event.actorId())
                .zipWith(user(event.subjectId()), (actor, subject) -> new Found(id, event, actor, subject));
    }

    private Mono<List<User>> user(@Nullable Long id) {
        return Mono.justOrEmpty(id).flatMap(users::find).map(List::of).defaultIfEmpty(List.of());
    }

    /** An event and the users whom it names, in lists of one or none. */
    private record Found(long id, AuditEvent event, List<User> actor, List<User> subject) {

        boolean says(String text) {
            return Stream.concat(
                            Stream.of(event.address()),
                            Stream.concat(actor.stream(), subject.stream())
                                    .flatMap(user -> Stream.of(user.email().value(), user.displayName())))
                    .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
        }

        AuditPage.Entry entry() {
            return new AuditPage.Entry(id, event, name(actor), name(subject));
        }

        private static @Nullable String name(List<User> user) {
            String address = user.isEmpty() ? null : user.get(0).email().value();
            return address == null || user.get(0).name() == null
                    ? address
                    : user.get(0).name() + " <" + address + ">";
        }
    }
}
