package io.flangular.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.EnsureAdministrator.Outcome;
import io.flangular.domain.user.InMemoryUsers;
import io.flangular.domain.user.Password;
import io.flangular.domain.user.PlainPasswordHasher;
import io.flangular.domain.user.User;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class EnsureAdministratorServiceTest {
    private static final EmailAddress EMAIL = new EmailAddress("admin@flangular.js");
    private static final Password PASSWORD = new Password("correct horse battery staple");

    private final InMemoryUsers users = new InMemoryUsers();
    private final EnsureAdministratorService service =
            new EnsureAdministratorService(users, new PlainPasswordHasher(), new FakeRandomBytes());

    @Test
    void theConfiguredPasswordIsTaken() {
        assertThat(service.ensure(EMAIL, PASSWORD).block()).isEqualTo(new Outcome(true, null));

        assertThat(administrator().passwordHash().value()).isEqualTo("plain:" + PASSWORD.value());
    }

    @Test
    void withoutAConfiguredPasswordOneIsGeneratedAndTold() {
        Outcome outcome = service.ensure(EMAIL, null).block();

        assertThat(outcome.added()).isTrue();
        assertThat(administrator().passwordHash().value())
                .isEqualTo("plain:" + outcome.generated().value());
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
    void ofTwoNodesThatStartTogetherOneAddsTheUser() {
        InMemoryUsers racing = new InMemoryUsers() {
            @Override
            public Mono<Boolean> any() {
                return Mono.just(false);
            }
        };
        EnsureAdministratorService node =
                new EnsureAdministratorService(racing, new PlainPasswordHasher(), new FakeRandomBytes());

        assertThat(node.ensure(EMAIL, null).block().added()).isTrue();
        assertThat(node.ensure(EMAIL, null).block()).isEqualTo(new Outcome(false, null));
    }

    private User administrator() {
        return users.find(EMAIL).block();
    }
}
