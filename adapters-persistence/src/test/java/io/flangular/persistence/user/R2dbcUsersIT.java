package io.flangular.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.UsersContract;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.secondfactor.R2dbcSecondFactors;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@OnBothDatabases
class R2dbcUsersIT extends UsersContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final TestDatabases database;

    R2dbcUsersIT(TestDatabases database) {
        this.database = database;
    }

    @Override
    protected Users emptyUsers() {
        database.clear("account");
        return new R2dbcUsers(database.client());
    }

    @Override
    protected void giveSecondFactor(long userId, boolean confirmed) {
        R2dbcSecondFactors factors = new R2dbcSecondFactors(database.client());
        factors.begin(userId, "sealed").block();
        if (confirmed) {
            factors.confirm(userId, 1, NOW).block();
        }
    }

    @RepeatedTest(10)
    void ofTwoAdministratorsWhoDemoteEachOtherConcurrentlyOneRemains() {
        Users users = emptyUsers();
        List<Long> administrators = List.of(administrator(users, "ada"), administrator(users, "bob"));

        List<Boolean> demoted = Flux.fromIterable(administrators)
                .flatMap(id ->
                        database.unitOfWork().run(demotedUnlessLast(users, id)).subscribeOn(Schedulers.parallel()))
                .collectList()
                .block();

        assertThat(demoted).containsExactlyInAnyOrder(true, false);
        assertThat(users.lockAdministrators().count().block()).isEqualTo(1);
    }

    /** Each reads a number and writes the next one; without the lock most would be lost. */
    @Test
    void aLockedUserIsNotChangedByOthers() {
        Users users = emptyUsers();
        long ada = administrator(users, "ada");
        users.setName(ada, "0").block();
        Mono<Void> next = users.lock(ada)
                .flatMap(user -> users.setName(ada, String.valueOf(Integer.parseInt(user.displayName()) + 1)));

        Flux.range(0, 40)
                .flatMap(number -> database.unitOfWork().run(next), 40)
                .then()
                .block();

        assertThat(users.find(ada).block().name()).isEqualTo("40");
    }

    private static long administrator(Users users, String name) {
        return users.add(new NewUser(
                        new EmailAddress(name + "@example.org"),
                        null,
                        Role.ADMINISTRATOR,
                        new PasswordHash("hash"),
                        NOW))
                .block()
                .id();
    }

    private static Mono<Boolean> demotedUnlessLast(Users users, long id) {
        return users.lockAdministrators()
                .map(User::id)
                .collectList()
                .flatMap(all -> all.size() > 1 ? users.setRole(id, Role.EDITOR).thenReturn(true) : Mono.just(false));
    }
}
