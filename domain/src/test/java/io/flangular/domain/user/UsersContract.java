package io.flangular.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every implementation of {@link Users} does. */
public abstract class UsersContract {
    private static final EmailAddress ADA = new EmailAddress("ada@example.org");
    private static final PasswordHash HASH = new PasswordHash("$argon2id$secret");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final long UNKNOWN = 4711;

    private Users users;

    /** An implementation without any user. */
    protected abstract Users emptyUsers();

    /** Begins a second factor of a user, and confirms it or not. */
    protected abstract void giveSecondFactor(long userId, boolean confirmed);

    @BeforeEach
    void begin() {
        users = emptyUsers();
    }

    @Test
    void anAddedUserIsFoundByIdAndAddress() {
        User ada = get(users.add(new NewUser(ADA, "Ada", Role.EDITOR, HASH, NOW)));

        assertThat(ada).isEqualTo(new User(ada.id(), ADA, "Ada", Role.EDITOR, HASH, false, NOW, NOW));
        assertThat(get(users.find(ada.id()))).isEqualTo(ada);
        assertThat(get(users.find(ADA))).isEqualTo(ada);
    }

    @Test
    void aUserNeedsNeitherNameNorPassword() {
        User ada = get(users.add(new NewUser(ADA, null, Role.VIEWER, null, NOW)));

        assertThat(ada).isEqualTo(new User(ada.id(), ADA, null, Role.VIEWER, null, false, NOW, null));
        assertThat(get(users.find(ADA))).isEqualTo(ada);
    }

    @Test
    void anUnknownUserIsNotFound() {
        StepVerifier.create(users.find(UNKNOWN)).verifyComplete();
        StepVerifier.create(users.find(ADA)).verifyComplete();
        StepVerifier.create(users.overview(UNKNOWN)).verifyComplete();
        StepVerifier.create(users.lock(UNKNOWN)).verifyComplete();
        StepVerifier.create(users.lockAdministrators()).verifyComplete();
    }

    @Test
    void twoUsersCannotHaveTheSameEmailAddress() {
        add("ada", null);

        StepVerifier.create(users.add(new NewUser(new EmailAddress(" ADA@Example.org "), null, Role.EDITOR, HASH, NOW)))
                .verifyError(DomainException.Conflict.class);
    }

    @Test
    void usersHaveDifferentIds() {
        User ada = add("ada", null);
        User bob = add("bob", null);

        assertThat(bob.id()).isNotEqualTo(ada.id());
        assertThat(get(users.find(bob.id()))).isEqualTo(bob);
    }

    @Test
    void anyTellsWhetherThereIsAUser() {
        assertThat(get(users.any())).isFalse();
        add("ada", null);
        assertThat(get(users.any())).isTrue();
    }

    @Test
    void aUserCanBeDisabledAndEnabled() {
        User ada = add("ada", null);
        User bob = add("bob", null);

        StepVerifier.create(users.setDisabled(ada.id(), true)).verifyComplete();
        assertThat(get(users.find(ADA)).disabled()).isTrue();
        StepVerifier.create(users.setDisabled(ada.id(), false)).verifyComplete();
        assertThat(get(users.find(ADA))).isEqualTo(ada);
        assertThat(get(users.find(bob.id()))).isEqualTo(bob);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aUserCanHaveAnyRole(Role role) {
        User ada = add("ada", "Ada");
        User bob = add("bob", null);

        StepVerifier.create(users.setRole(ada.id(), role)).verifyComplete();

        assertThat(get(users.find(ADA))).isEqualTo(new User(ada.id(), ADA, "Ada", role, HASH, false, NOW, NOW));
        assertThat(get(users.find(bob.id()))).isEqualTo(bob);
    }

    @Test
    void aNameCanBeSetAndRemoved() {
        User ada = add("ada", null);

        StepVerifier.create(users.setName(ada.id(), "Ada ✓ Lovelace")).verifyComplete();
        assertThat(get(users.find(ADA)).name()).isEqualTo("Ada ✓ Lovelace");
        StepVerifier.create(users.setName(ada.id(), null)).verifyComplete();
        assertThat(get(users.find(ADA))).isEqualTo(ada);
    }

    @Test
    void aNewPasswordIsStoredWithItsTime() {
        User ada = get(users.add(new NewUser(ADA, null, Role.EDITOR, null, NOW)));
        User bob = add("bob", null);
        PasswordHash other = new PasswordHash("$argon2id$other");

        StepVerifier.create(users.setPassword(ada.id(), other, NOW.plusSeconds(60)))
                .verifyComplete();

        assertThat(get(users.find(ADA)))
                .isEqualTo(new User(ada.id(), ADA, null, Role.EDITOR, other, false, NOW, NOW.plusSeconds(60)));
        assertThat(get(users.find(bob.id()))).isEqualTo(bob);
    }

    @Test
    void anUnknownUserIsNotChanged() {
        User ada = add("ada", null);

        StepVerifier.create(users.setDisabled(UNKNOWN, true)).verifyComplete();
        StepVerifier.create(users.setRole(UNKNOWN, Role.ADMINISTRATOR)).verifyComplete();
        StepVerifier.create(users.setName(UNKNOWN, "Nobody")).verifyComplete();
        StepVerifier.create(users.setPassword(UNKNOWN, HASH, NOW)).verifyComplete();
        StepVerifier.create(users.noteSeen(UNKNOWN, NOW)).verifyComplete();

        assertThat(found("")).containsExactly(new UserOverview(ada, false, null));
    }

    @Test
    void anAdministratorSeesWhenAUserWasLastSeen() {
        User ada = add("ada", null);
        User bob = add("bob", null);

        users.noteSeen(ada.id(), NOW).block();
        users.noteSeen(ada.id(), NOW.plusSeconds(60)).block();

        assertThat(get(users.overview(ada.id()))).isEqualTo(new UserOverview(ada, false, NOW.plusSeconds(60)));
        assertThat(get(users.overview(bob.id()))).isEqualTo(new UserOverview(bob, false, null));
    }

    @Test
    void anUnconfirmedSecondFactorDoesNotCount() {
        User ada = add("ada", null);
        User bob = add("bob", null);

        giveSecondFactor(ada.id(), true);
        giveSecondFactor(bob.id(), false);

        assertThat(get(users.overview(ada.id())).secondFactor()).isTrue();
        assertThat(found("")).containsExactly(new UserOverview(ada, true, null), new UserOverview(bob, false, null));
    }

    @Test
    void lockReturnsTheUser() {
        User ada = add("ada", "Ada");
        add("bob", null);

        assertThat(get(users.lock(ada.id()))).isEqualTo(ada);
    }

    @Test
    void lockAdministratorsReturnsThoseWhoCanLogIn() {
        User zoe = add("zoe", Role.ADMINISTRATOR, HASH);
        add("bob", Role.EDITOR, HASH);
        add("eve", Role.ADMINISTRATOR, null);
        User dan = add("dan", Role.ADMINISTRATOR, HASH);
        User ada = add("ada", Role.ADMINISTRATOR, HASH);
        users.setDisabled(dan.id(), true).block();

        StepVerifier.create(users.lockAdministrators()).expectNext(zoe, ada).verifyComplete();
    }

    @Test
    void usersAreListedByEmailAddress() {
        User eve = add("eve", "Ada");
        User ada = add("ada", "Zoe");
        User bob = add("bob", null);

        assertThat(page("", 0, 2)).isEqualTo(new UserPage(3, List.of(plain(ada), plain(bob))));
        assertThat(page("", 2, 2)).isEqualTo(new UserPage(3, List.of(plain(eve))));
        assertThat(page("", 4, 2)).isEqualTo(new UserPage(3, List.of()));
        assertThat(page("e@ex", 0, 2)).isEqualTo(new UserPage(1, List.of(plain(eve))));
    }

    @ParameterizedTest
    @CsvSource({
        "ADA@EXAMPLE, true",
        "da@ex, true",
        "LOVE, true",
        "öSTLICH, true",
        "a_a, false",
        "a%a, false",
        "100%, true",
        "der_Stadt, true",
        "back\\slash, true",
        "back\\\\slash, false",
        "!, false",
        "nobody, false"
    })
    void usersAreFoundByAnyPartOfAddressOrNameInAnyCase(String text, boolean found) {
        User ada = add("ada", "Lovelace 100% Östlich der_Stadt back\\slash");
        add("bob", null);

        assertThat(found(text)).isEqualTo(found ? List.of(plain(ada)) : List.of());
    }

    @Test
    void usersAreFoundByRole() {
        User ada = add("ada", Role.ADMINISTRATOR, HASH);
        User bob = add("bob", Role.VIEWER, HASH);
        add("eve", Role.EDITOR, HASH);

        assertThat(found(Role.ADMINISTRATOR, null)).containsExactly(plain(ada));
        assertThat(found(Role.VIEWER, null)).containsExactly(plain(bob));
    }

    @Test
    void usersAreFoundByStatus() {
        User ada = add("ada", Role.EDITOR, HASH);
        User bob = add("bob", Role.EDITOR, null);
        User dan = add("dan", Role.EDITOR, HASH);
        User eve = add("eve", Role.EDITOR, null);
        users.setDisabled(dan.id(), true).block();
        users.setDisabled(eve.id(), true).block();

        assertThat(found(null, UserStatus.ACTIVE))
                .extracting(UserOverview::user)
                .containsExactly(ada);
        assertThat(found(null, UserStatus.INVITED))
                .extracting(UserOverview::user)
                .containsExactly(bob);
        assertThat(found(null, UserStatus.DISABLED))
                .extracting(each -> each.user().id())
                .containsExactly(dan.id(), eve.id());
        assertThat(found(Role.VIEWER, UserStatus.ACTIVE)).isEmpty();
    }

    private User add(String name, @Nullable String called) {
        return get(users.add(new NewUser(new EmailAddress(name + "@example.org"), called, Role.EDITOR, HASH, NOW)));
    }

    private User add(String name, Role role, @Nullable PasswordHash hash) {
        return get(users.add(new NewUser(new EmailAddress(name + "@example.org"), null, role, hash, NOW)));
    }

    private UserPage page(String text, int offset, int limit) {
        return get(users.search(new UserSearch(text, null, null, offset, limit)));
    }

    private List<UserOverview> found(String text) {
        return page(text, 0, 10).users();
    }

    private List<UserOverview> found(@Nullable Role role, @Nullable UserStatus status) {
        UserPage page = get(users.search(new UserSearch("", role, status, 0, 10)));
        assertThat(page.total()).isEqualTo(page.users().size());
        return page.users();
    }

    private static UserOverview plain(User user) {
        return new UserOverview(user, false, null);
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }
}
