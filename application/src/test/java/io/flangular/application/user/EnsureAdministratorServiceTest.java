package io.flangular.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.audit.InMemoryAuditLog;
import io.flangular.domain.user.EnsureAdministrator.Outcome;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.FakePasswordStrength;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EnsureAdministratorServiceTest {
    private static final EmailAddress EMAIL = new EmailAddress("admin@flangular.js");
    private static final Password PASSWORD = new Password("correct horse battery staple");

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryAuditLog log = new InMemoryAuditLog(users);
    private final EnsureAdministratorService service = service(users);

    @Test
    void theConfiguredPasswordIsUsed() {
        assertThat(service.ensure(EMAIL, PASSWORD).block()).isEqualTo(new Outcome(true, null));

        assertThat(administrator().passwordHash().value()).isEqualTo("plain:" + PASSWORD.value());
    }

    @Test
    void withoutAConfiguredPasswordOneIsGeneratedAndReturned() {
        Outcome outcome = service.ensure(EMAIL, null).block();

        assertThat(outcome.added()).isTrue();
        assertThat(administrator().passwordHash().value())
                .isEqualTo("plain:" + outcome.generated().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"passwordpassword", "admin@flangular.jsadmin@flangular.js"})
    void aConfiguredPasswordThatIsEasilyGuessedIsRefused(String password) {
        StepVerifier.create(service.ensure(EMAIL, new Password(password))).verifyError(DomainException.Invalid.class);
        assertThat(users.any().block()).isFalse();
    }

    @Test
    void aCommonPasswordThatIsStillConfiguredDoesNotStopALaterStart() {
        service.ensure(EMAIL, PASSWORD).block();

        assertThat(service.ensure(EMAIL, new Password("passwordpassword")).block())
                .isEqualTo(new Outcome(false, null));
    }

    @Test
    void laterStartsChangeNothing() {
        service.ensure(EMAIL, PASSWORD).block();
        User before = administrator();

        Outcome nothing = new Outcome(false, null);
        assertThat(service.ensure(EMAIL, null).block()).isEqualTo(nothing);
        assertThat(service.ensure(EMAIL, new Password("another password altogether"))
                        .block())
                .isEqualTo(nothing);
        assertThat(service.ensure(new EmailAddress("other@flangular.js"), null).block())
                .isEqualTo(nothing);
        assertThat(administrator()).isEqualTo(before);
        assertThat(users.find(2).block()).isNull();
    }

    @Test
    void ofTwoNodesThatStartConcurrentlyOneAddsTheUser() {
        InMemoryUsers racing = new InMemoryUsers() {
            @Override
            public Mono<Boolean> any() {
                return Mono.just(false);
            }
        };
        EnsureAdministratorService node = service(racing);

        assertThat(node.ensure(EMAIL, null).block().added()).isTrue();
        assertThat(node.ensure(EMAIL, null).block()).isEqualTo(new Outcome(false, null));
    }

    @Test
    void theFirstUserIsAnAdministratorAndRecorded() {
        service.ensure(EMAIL, PASSWORD).block();

        User administrator = administrator();
        assertThat(administrator.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(administrator.createdAt()).isEqualTo(NOW);
        assertThat(log.events())
                .containsExactly(new AuditEvent(
                        NOW, Kind.USER_ADDED, null, administrator.id(), "", Map.of("role", "administrator")));
    }

    private EnsureAdministratorService service(InMemoryUsers of) {
        return new EnsureAdministratorService(
                of,
                new PlainPasswordHasher(),
                new NewPasswordPolicy(new FakePasswordStrength("passwordpassword"), new PlainPasswordHasher()),
                new AuditTrail(log, Clock.fixed(NOW, ZoneOffset.UTC)),
                new NoTransaction(),
                new FakeRandomBytes());
    }

    private User administrator() {
        return users.find(EMAIL).block();
    }
}
