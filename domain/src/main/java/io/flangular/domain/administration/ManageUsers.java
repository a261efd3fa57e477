package io.flangular.domain.administration;

import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Manages users. Everything is refused as not allowed to non-administrators, and as not found when there is no such
 * user. What gives somebody the rights of an administrator, or lets somebody in without the password or second factor
 * that there is, needs the password of the requester: without it, it is refused as in {@link
 * io.flangular.domain.account.ManageAccount}. There is always an enabled administrator with a password: what would
 * leave none is refused as invalid. What is changed counts at once on this node and after at most a second on others.
 */
public interface ManageUsers {

    /** Those that are looked for. */
    Mono<UserPage> search(Caller caller, UserSearch search);

    /** One user. */
    Mono<UserOverview> find(Caller caller, long id);

    /**
     * Adds a user and makes an invitation; invalid when the e-mail address is taken. The invitation of an administrator
     * needs the password.
     */
    Mono<Invited> invite(Requester requester, EmailAddress email, @Nullable String name, Role role);

    /**
     * Changes what is given and leaves the rest. Who is disabled loses all sessions, API tokens and links for good,
     * those that were issued as well; so does who is no administrator any more with the links that were issued. To make
     * somebody an administrator, or to enable one, needs the password.
     */
    Mono<UserOverview> change(Requester requester, long id, UserChange change);

    /**
     * Makes an invitation for who has no password yet, else a reset, in place of any former link. Needs the password.
     */
    Mono<IssuedLink> issueLink(Requester requester, long id);

    /** Ends all sessions of a user and returns how many. */
    Mono<Long> endSessions(Caller caller, long id, Client client);

    /** Turns off the second factor of a user who has lost it, and ends the user's sessions. Needs the password. */
    Mono<UserOverview> removeSecondFactor(Requester requester, long id);

    /** The API tokens of a user that were not revoked, ended ones included, in the order in which they were made. */
    Mono<List<ApiToken>> tokens(Caller caller, long id);

    /** Ends an API token of a user for good; not found when the user has no such token. */
    Mono<Void> revokeApiToken(Caller caller, long id, long token, Client client);

    /** A user who was added, and the link to choose a password with. */
    record Invited(UserOverview user, IssuedLink link) {}
}
