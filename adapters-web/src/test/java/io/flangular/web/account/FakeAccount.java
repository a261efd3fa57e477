package io.flangular.web.account;

import io.flangular.domain.DomainException;
import io.flangular.domain.account.AccountOverview;
import io.flangular.domain.account.ManageAccount;
import io.flangular.domain.account.ManageSecondFactor;
import io.flangular.domain.secondfactor.RecoveryCode;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import io.flangular.web.TestApi;
import io.flangular.web.http.UserAgentName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of one account, which note what was asked of them and by what browser. */
class FakeAccount implements ManageAccount, ManageSecondFactor {
    static final String PASSWORD = "the password of Ada";
    static final String OTHER_HANDLE = "AAAAAAAAAAAAAAAAAAAAAA";

    /** What was done. */
    final List<String> done = new ArrayList<>();

    private final AccountOverview account = new AccountOverview(TestApi.ADA.user(), true, 9);

    @Override
    public Mono<AccountOverview> overview(UserSession current) {
        return Mono.just(account);
    }

    @Override
    public Mono<AccountOverview> rename(UserSession current, @Nullable String name, Client client) {
        return Mono.fromSupplier(() -> {
            done.add("called " + name);
            return account;
        });
    }

    @Override
    public Mono<Void> changePassword(UserSession current, String password, String newPassword, Client client) {
        return with(password, client, () -> "password " + newPassword).then();
    }

    @Override
    public Mono<String> deviceBinding(UserSession current) {
        return Mono.fromSupplier(() -> "after " + String.join(", ", done));
    }

    @Override
    public Flux<Session> sessions(UserSession current) {
        Session other = new Session(
                new SessionId("the id of another session"),
                OTHER_HANDLE,
                1,
                TestApi.NOW,
                TestApi.NOW.plus(Duration.ofHours(8)),
                null,
                TestApi.NOW.plusSeconds(60),
                "2001:db8::7",
                "curl/8.14.1");
        return Flux.just(other, current.session());
    }

    @Override
    public Mono<Void> endSession(UserSession current, String handle, Client client) {
        return Mono.fromRunnable(() -> {
            if (!handle.equals(OTHER_HANDLE)) {
                throw new DomainException.NotFound("You have no such session.");
            }
            done.add("ended " + handle);
        });
    }

    @Override
    public Mono<Long> endOtherSessions(UserSession current, Client client) {
        return Mono.fromSupplier(() -> {
            done.add("ended others of " + current.session().id().value());
            return 2L;
        });
    }

    @Override
    public Mono<TotpSecret> begin(UserSession current, String password, Client client) {
        return with(password, client, () -> "began")
                .thenReturn(new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Mono<List<RecoveryCode>> confirm(UserSession current, String code, Client client) {
        return Mono.fromSupplier(() -> {
            done.add("confirmed " + code);
            return List.of(new RecoveryCode("abcdefghjkmnpqrs"), new RecoveryCode("2345678922345678"));
        });
    }

    @Override
    public Mono<List<RecoveryCode>> renewRecoveryCodes(UserSession current, String password, Client client) {
        return with(password, client, () -> "renewed").thenReturn(List.of(new RecoveryCode("abcdefghjkmnpqrs")));
    }

    @Override
    public Mono<Void> turnOff(UserSession current, String password, Client client) {
        return with(password, client, () -> "turned off").then();
    }

    private Mono<Boolean> with(String password, Client client, Supplier<String> work) {
        return Mono.fromSupplier(() -> {
            if (!password.equals(PASSWORD)) {
                String message = "Wrong password.";
                throw new DomainException.Invalid(message, Map.of("password", message));
            }
            return done.add(work.get() + " by " + UserAgentName.of(client.browser()));
        });
    }
}
