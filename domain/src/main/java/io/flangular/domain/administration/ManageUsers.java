package io.flangular.domain.administration;

import io.flangular.domain.apitoken.ApiToken;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.email.EmailAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Use cases to manage users. They are not allowed to non-administrators, and fail as not found for an unknown user.
 * Operations that grant the rights of an administrator, or bypass the password or second factor of a user, require the
 * password of the requester, as in {@link io.flangular.domain.account.ManageAccount}. There is always an enabled
 * administrator with a password: a change that would leave none is invalid. Changes take effect at once on this node,
 * and within a second on others.
 */
public interface ManageUsers {
    Mono<UserPage> search(Caller caller, UserSearch search);

    Mono<UserOverview> find(Caller caller, long id);

    /**
     * Adds a user and issues an invitation; invalid when the e-mail address is taken. Inviting an administrator
     * requires the password.
     */
    Mono<Invited> invite(Requester requester, EmailAddress email, @Nullable String name, Role role);

    /**
     * Changes the given properties. Disabling a user revokes all sessions, API tokens and links of the user, including
     * the links that the user issued; so does removing the role of administrator with the issued links. Granting the
     * role of administrator, or enabling an administrator, requires the password.
     */
    Mono<UserOverview> change(Requester requester, long id, UserChange change);

    /**
     * Issues an invitation when the user has no password yet, else a password reset; replaces any earlier link.
     * Requires the password.
     */
    Mono<IssuedLink> issueLink(Requester requester, long id);

    /** Revokes all sessions of a user and returns how many. */
    Mono<Long> endSessions(Requester requester, long id);

    /** Disables the second factor of a user who has lost it, and revokes the user's sessions. Requires the password. */
    Mono<UserOverview> removeSecondFactor(Requester requester, long id);

    /** The API tokens of a user that are not revoked, including expired ones, in order of creation. */
    Mono<List<ApiToken>> tokens(Caller caller, long id);

    /** Revokes an API token of a user; not found when the user has no such token. */
    Mono<Void> revokeApiToken(Requester requester, long id, long token);

    /** A new user, and the link to choose a password. */
    record Invited(UserOverview user, IssuedLink link) {}
}
