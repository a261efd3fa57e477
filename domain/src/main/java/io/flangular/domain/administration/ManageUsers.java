package io.flangular.domain.administration;

import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.resource.Caller;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Manages users. Everything is refused as not allowed to who is no administrator, and as not found when there is no such
 * user. There is always an enabled administrator with a password: what would leave none is refused as invalid. What is
 * changed counts at once on this node and after at most a second on others.
 */
public interface ManageUsers {

    /** Those that are looked for. */
    Mono<UserPage> search(Caller caller, UserSearch search);

    /** One user. */
    Mono<UserOverview> find(Caller caller, long id);

    /** Adds a user and makes an invitation; invalid when the address is taken. */
    Mono<Invited> invite(Caller caller, EmailAddress email, @Nullable String name, Role role, Client client);

    /** Changes what is given and leaves the rest. Who is disabled loses all sessions and links for good. */
    Mono<UserOverview> change(Caller caller, long id, UserChange change, Client client);

    /** Makes an invitation for who has no password yet, else a reset, in place of any former link. */
    Mono<IssuedLink> issueLink(Caller caller, long id, Client client);

    /** Ends all sessions of a user and tells how many. */
    Mono<Long> endSessions(Caller caller, long id, Client client);

    /** Turns off the second factor of a user who has lost it, and ends the user's sessions. */
    Mono<UserOverview> removeSecondFactor(Caller caller, long id, Client client);

    /** A user who was added, and the link to choose a password with. */
    record Invited(UserOverview user, IssuedLink link) {}
}
