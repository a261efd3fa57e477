package io.flangular.web.link;

import io.flangular.domain.DomainException;
import io.flangular.domain.link.RedeemLink;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.Password;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One link, which works until it is used. */
public final class FakeLinks implements RedeemLink {
    static final String CODE = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF";
    static final String EMAIL = "grace@example.org";

    /** What every attempt fails with; null to decide by the code. */
    volatile @Nullable DomainException refusal;

    /** The password that was set; null before. */
    volatile @Nullable String password;

    @Override
    public Mono<User> redeem(String code, String newPassword, Client client) {
        return Mono.fromSupplier(() -> {
            DomainException always = refusal;
            if (always != null) {
                throw always;
            }
            if (!code.equals(CODE) || password != null) {
                throw new DomainException.NotAuthenticated(
                        "This link does not work any more. Ask an administrator for another.");
            }
            password = new Password(newPassword).value();
            return new User(
                    2,
                    new EmailAddress(EMAIL),
                    null,
                    Role.VIEWER,
                    null,
                    false,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null);
        });
    }
}
