package io.flangular.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every implementation of {@link Users} does. */
public abstract class UsersContract {
    private static final EmailAddress ADA = new EmailAddress("ada@example.org");
    private static final PasswordHash HASH = new PasswordHash("$argon2id$secret");

    private Users users;

    /** An implementation without any user. */
    protected abstract Users emptyUsers();

    @BeforeEach
    void begin() {
        users = emptyUsers();
    }

    @Test
    void anAddedUserIsFoundByIdAndAddress() {
        User ada = get(users.add(ADA, "Ada", HASH));

        assertThat(ada).isEqualTo(new User(ada.id(), ADA, "Ada", HASH, false));
        assertThat(get(users.find(ada.id()))).isEqualTo(ada);
        assertThat(get(users.find(ADA))).isEqualTo(ada);
    }

    @Test
    void aNameIsNotNeeded() {
        User ada = get(users.add(ADA, null, HASH));

        assertThat(ada.name()).isNull();
        assertThat(get(users.find(ADA)).name()).isNull();
    }

    @Test
    void whoIsUnknownIsNotFound() {
        StepVerifier.create(users.find(4711)).verifyComplete();
        StepVerifier.create(users.find(ADA)).verifyComplete();
    }

    @Test
    void anAddressCannotBeTakenTwice() {
        get(users.add(ADA, null, HASH));

        StepVerifier.create(users.add(new EmailAddress(" ADA@Example.org "), null, HASH))
                .verifyError(DomainException.Conflict.class);
    }

    @Test
    void ofTwoUsersEachIsItself() {
        User ada = get(users.add(ADA, null, HASH));
        User bob = get(users.add(new EmailAddress("bob@example.org"), null, HASH));

        assertThat(bob.id()).isNotEqualTo(ada.id());
        assertThat(get(users.find(bob.id()))).isEqualTo(bob);
    }

    @Test
    void itIsToldWhetherThereIsAnyUser() {
        assertThat(get(users.any())).isFalse();
        get(users.add(ADA, null, HASH));
        assertThat(get(users.any())).isTrue();
    }

    @Test
    void aUserCanBeDisabledAndEnabled() {
        User ada = get(users.add(ADA, null, HASH));

        StepVerifier.create(users.setDisabled(ada.id(), true)).verifyComplete();
        assertThat(get(users.find(ADA)).disabled()).isTrue();
        StepVerifier.create(users.setDisabled(ada.id(), false)).verifyComplete();
        assertThat(get(users.find(ADA)).disabled()).isFalse();
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }
}
