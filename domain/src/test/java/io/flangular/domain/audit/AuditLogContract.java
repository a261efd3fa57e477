package io.flangular.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** What every implementation of {@link AuditLog} does. */
public abstract class AuditLogContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final String ADDRESS = "2001:db8::17";

    private AuditLog log;
    private Users users;
    private long ada;
    private long bob;

    /** An implementation without any event, and without any user. */
    protected abstract AuditLog emptyLog();

    /** The users whom its events are about. */
    protected abstract Users users();

    @BeforeEach
    void begin() {
        log = emptyLog();
        users = users();
        ada = add("ada", "Ada Östlich");
        bob = add("bob", null);
    }

    @Test
    void anEventIsReadAsItWasRecorded() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("factor", "recovery code");
        details.put("browser", "Mozilla/5.0 (X11; Linux) a=b&c=d%41+ ✓\n");
        details.put("empty", "");
        AuditEvent event = new AuditEvent(NOW, Kind.LOGGED_IN, ada, bob, ADDRESS, details);

        record(event);

        AuditPage.Entry found = page(everything()).entries().get(0);
        assertThat(found.event()).isEqualTo(event);
        assertThat(found.event().details()).containsExactlyEntriesOf(details);
    }

    @Test
    void anEventNeedsNeitherActorNorSubject() {
        AuditEvent event = new AuditEvent(NOW, Kind.LOG_IN_REFUSED, null, null, "", Map.of());

        record(event);

        AuditPage.Entry found = page(everything()).entries().get(0);
        assertThat(found.event()).isEqualTo(event);
        assertThat(found.actor()).isNull();
        assertThat(found.subject()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfEventCanBeRecorded(Kind kind) {
        record(event(NOW, kind, ada, null));

        assertThat(page(everything()).entries())
                .extracting(entry -> entry.event().kind())
                .containsExactly(kind);
    }

    @Test
    void usersAreShownWithTheirCurrentNameAndTheirAddress() {
        record(event(NOW, Kind.ROLE_CHANGED, bob, ada));
        record(event(NOW, Kind.LOGGED_IN, 4711L, null));

        users.setName(ada, "Countess").block();

        List<AuditPage.Entry> found = page(everything()).entries();
        assertThat(found.get(1).actor()).isEqualTo("bob@example.org");
        assertThat(found.get(1).subject()).isEqualTo("Countess <ada@example.org>");
        assertThat(found.get(0).event().actorId()).isEqualTo(4711);
        assertThat(found.get(0).actor()).isNull();
    }

    @Test
    void eventsAreListedInPagesNewestFirst() {
        for (int second = 0; second < 5; second++) {
            record(event(NOW.plusSeconds(second), Kind.LOGGED_IN, ada, null));
        }

        AuditPage first = page(new AuditSearch("", Set.of(), null, null, 2));
        AuditPage second = page(new AuditSearch("", Set.of(), null, lastId(first), 2));
        AuditPage third = page(new AuditSearch("", Set.of(), null, lastId(second), 2));

        assertThat(seconds(first)).containsExactly(4L, 3L);
        assertThat(first.more()).isTrue();
        assertThat(seconds(second)).containsExactly(2L, 1L);
        assertThat(second.more()).isTrue();
        assertThat(seconds(third)).containsExactly(0L);
        assertThat(third.more()).isFalse();
        assertThat(page(new AuditSearch("", Set.of(), null, null, 5)).more()).isFalse();
    }

    @Test
    void eventsAreFoundByKind() {
        record(event(NOW, Kind.LOGGED_IN, ada, null));
        record(event(NOW.plusSeconds(1), Kind.LOGGED_OUT, ada, null));
        record(event(NOW.plusSeconds(2), Kind.LOG_IN_REFUSED, ada, null));

        assertThat(seconds(page(new AuditSearch("", Set.of(Kind.LOGGED_IN), null, null, 5))))
                .containsExactly(0L);
        assertThat(seconds(page(new AuditSearch("", Set.of(Kind.LOG_IN_REFUSED, Kind.LOGGED_IN), null, null, 5))))
                .containsExactly(2L, 0L);
        assertThat(seconds(page(new AuditSearch("", Set.of(Kind.LINK_USED), null, null, 5))))
                .isEmpty();
    }

    @Test
    void eventsAreFoundFromAnInstantOn() {
        record(event(NOW, Kind.LOGGED_IN, ada, null));
        record(event(NOW.plusSeconds(1), Kind.LOGGED_IN, ada, null));

        assertThat(seconds(page(new AuditSearch("", Set.of(), NOW, null, 5)))).containsExactly(1L, 0L);
        assertThat(seconds(page(new AuditSearch("", Set.of(), NOW.plusMillis(1), null, 5))))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB8::17", "ADA@EX", "öSTLICH", "a ö"})
    void eventsAreFoundByAddressAndByTheUsersWhomTheyName(String text) {
        record(new AuditEvent(NOW, Kind.LOGGED_IN, ada, bob, ADDRESS, Map.of()));
        record(new AuditEvent(NOW.plusSeconds(1), Kind.USER_DISABLED, bob, ada, ADDRESS, Map.of()));
        record(new AuditEvent(NOW.plusSeconds(2), Kind.LOGGED_IN, bob, null, "192.0.2.1", Map.of()));
        record(new AuditEvent(NOW.plusSeconds(3), Kind.LOGGED_IN, null, null, "192.0.2.1", Map.of()));

        assertThat(seconds(page(new AuditSearch(text, Set.of(), null, null, 5))))
                .containsExactly(1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "!", "\\", "a%a", "a_a", "logged_in"})
    void wildcardsAreOrdinaryCharacters(String text) {
        record(new AuditEvent(NOW, Kind.LOGGED_IN, ada, bob, ADDRESS, Map.of("browser", "100%_!\\")));

        assertThat(page(new AuditSearch(text, Set.of(), null, null, 5)).entries())
                .isEmpty();
    }

    @Test
    void filtersCanBeCombined() {
        record(event(NOW, Kind.LOGGED_IN, ada, null));
        record(event(NOW.plusSeconds(1), Kind.LOGGED_IN, ada, null));
        record(event(NOW.plusSeconds(2), Kind.LOGGED_OUT, ada, null));
        record(event(NOW.plusSeconds(3), Kind.LOGGED_IN, bob, null));
        record(event(NOW.plusSeconds(4), Kind.LOGGED_IN, ada, null));
        long last = page(everything()).entries().get(0).id();

        AuditSearch search = new AuditSearch("ada", Set.of(Kind.LOGGED_IN), NOW.plusSeconds(1), last, 5);

        assertThat(seconds(page(search))).containsExactly(1L);
    }

    @Test
    void oldEventsAreDeletedInBatches() {
        for (int second = -3; second <= 0; second++) {
            record(event(NOW.plusSeconds(second), Kind.LOGGED_IN, ada, null));
        }

        assertThat(log.deleteBefore(NOW, 2).block()).isEqualTo(2);
        assertThat(seconds(page(everything()))).containsExactly(0L, -1L);
        assertThat(log.deleteBefore(NOW, 5).block()).isEqualTo(1);
        assertThat(log.deleteBefore(NOW, 5).block()).isZero();
        assertThat(seconds(page(everything()))).containsExactly(0L);
    }

    private void record(AuditEvent event) {
        StepVerifier.create(log.record(event)).verifyComplete();
    }

    private AuditPage page(AuditSearch search) {
        return log.search(search).blockOptional().orElseThrow();
    }

    private long add(String name, @Nullable String called) {
        return users.add(new NewUser(new EmailAddress(name + "@example.org"), called, Role.EDITOR, null, NOW))
                .block()
                .id();
    }

    private static AuditSearch everything() {
        return new AuditSearch("", Set.of(), null, null, 100);
    }

    private static AuditEvent event(Instant at, Kind kind, @Nullable Long actor, @Nullable Long subject) {
        return new AuditEvent(at, kind, actor, subject, ADDRESS, Map.of());
    }

    private static long lastId(AuditPage page) {
        return page.entries().get(page.entries().size() - 1).id();
    }

    /** The seconds after {@link #NOW} at which the events of the page happened, in their order. */
    private static List<Long> seconds(AuditPage page) {
        return page.entries().stream()
                .map(entry -> entry.event().at().getEpochSecond() - NOW.getEpochSecond())
                .toList();
    }
}
