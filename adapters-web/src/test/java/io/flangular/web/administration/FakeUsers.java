package io.flangular.web.administration;

import io.flangular.domain.DomainException;
import io.flangular.domain.administration.ManageUsers;
import io.flangular.domain.administration.Requester;
import io.flangular.domain.administration.UserChange;
import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.apitoken.ApiTokenGrant;
import io.flangular.domain.apitoken.ApiTokenHash;
import io.flangular.domain.apitoken.ApiTokenScope;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.web.TestApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The use case with one invited user, number 7, which notes what was asked of it. */
class FakeUsers implements ManageUsers {
    static final String CODE = "C".repeat(43);

    /** What was asked. */
    final List<Object> asked = new ArrayList<>();

    private final UserOverview grace = new UserOverview(
            new User(7, new EmailAddress("grace@example.org"), null, Role.VIEWER, null, false, TestApi.NOW, null),
            false,
            TestApi.NOW.minus(Duration.ofDays(1)));
    private final IssuedLink link = new IssuedLink(
            new OneTimeLink("hash", 7, 1, LinkPurpose.INVITATION, TestApi.NOW.plus(Duration.ofDays(3))),
            new LinkCode(CODE),
            true);

    @Override
    public Mono<UserPage> search(Caller caller, UserSearch search) {
        return Mono.fromSupplier(() -> {
            asked.add(search);
            return new UserPage(21, List.of(grace));
        });
    }

    @Override
    public Mono<UserOverview> find(Caller caller, long id) {
        return of(id, "found", grace);
    }

    @Override
    public Mono<Invited> invite(Requester requester, EmailAddress email, @Nullable String name, Role role) {
        return Mono.fromSupplier(() -> {
            asked.add("invited " + email + " called " + name + " as " + role);
            return new Invited(grace, link);
        });
    }

    @Override
    public Mono<UserOverview> change(Requester requester, long id, UserChange change) {
        return of(id, change, grace);
    }

    @Override
    public Mono<IssuedLink> issueLink(Requester requester, long id) {
        return of(id, "link with " + requester.password(), link);
    }

    @Override
    public Mono<Long> endSessions(Requester requester, long id) {
        return of(id, "ended by " + requester.caller().name(), 3L);
    }

    @Override
    public Mono<UserOverview> removeSecondFactor(Requester requester, long id) {
        return of(id, "removed with " + requester.password(), grace);
    }

    @Override
    public Mono<List<ApiToken>> tokens(Caller caller, long id) {
        ApiTokenGrant grant = new ApiTokenGrant(
                new ApiTokenHash("hash"),
                id,
                "import",
                ApiTokenScope.READ,
                TestApi.NOW,
                TestApi.NOW.plus(Duration.ofDays(90)));
        return of(id, "tokens", List.of(new ApiToken(3, grant, null, null)));
    }

    @Override
    public Mono<Void> revokeApiToken(Requester requester, long id, long token) {
        return of(id, "revoked " + token, true).then();
    }

    private <T> Mono<T> of(long id, Object question, T answer) {
        Supplier<T> work = () -> {
            if (id != 7) {
                throw new DomainException.NotFound("There is no such user.");
            }
            asked.add(question);
            return answer;
        };
        return Mono.fromSupplier(work);
    }
}
