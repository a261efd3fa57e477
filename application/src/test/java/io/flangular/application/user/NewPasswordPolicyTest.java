package io.flangular.application.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.domain.user.password.PasswordStrength;
import io.flangular.domain.user.password.PlainPasswordHasher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NewPasswordPolicyTest {
    private static final Password PASSWORD = new Password("correct horse battery");

    private final List<String> known = new ArrayList<>();

    @Test
    void aPasswordThatIsNotCommonIsHashed() {
        StepVerifier.create(chosen(false).hash(PASSWORD, user("Ada Lovelace"), "password"))
                .expectNext(new PasswordHash("plain:correct horse battery"))
                .verifyComplete();
    }

    @Test
    void aCommonPasswordIsRefusedWithItsField() {
        StepVerifier.create(chosen(true).hash(PASSWORD, user(null), "new_password"))
                .verifyErrorSatisfies(error -> assertThat(((DomainException.Invalid) error).violations())
                        .containsOnlyKeys("new_password"));
    }

    @Test
    void theAddressTheNameAndTheirWordsAreGivenToTheStrengthCheck() {
        chosen(false).hash(PASSWORD, user("Ada Lovelace"), "password").block();

        assertThat(known)
                .containsExactlyInAnyOrder(
                        "ada.l@example.org", "ada", "l", "example", "org", "Ada Lovelace", "Ada", "Lovelace");
    }

    @Test
    void withoutANameTheAddressIsGivenToTheStrengthCheck() {
        chosen(false).hash(PASSWORD, user(null), "password").block();

        assertThat(known).containsExactlyInAnyOrder("ada.l@example.org", "ada", "l", "example", "org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fourteen chars"})
    void aBrokenRuleIsReportedWithItsField(String typed) {
        assertThatThrownBy(() -> NewPasswordPolicy.of(typed, "new_password"))
                .asInstanceOf(type(DomainException.Invalid.class))
                .satisfies(refusal -> assertThat(refusal.violations()).containsOnlyKeys("new_password"));
    }

    private NewPasswordPolicy chosen(boolean common) {
        PasswordStrength strength = (password, words) -> Mono.fromSupplier(() -> {
            known.addAll(words);
            return common;
        });
        return new NewPasswordPolicy(strength, new PlainPasswordHasher());
    }

    private static User user(@Nullable String name) {
        return new User(1, new EmailAddress("ada.l@example.org"), name, Role.VIEWER, null, false, Instant.EPOCH, null);
    }
}
