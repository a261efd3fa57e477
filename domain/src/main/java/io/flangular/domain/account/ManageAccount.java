package io.flangular.domain.account;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One's own account, for the logged-in user. Sensitive changes need the password now: without it they fail as invalid
 * on the field {@code password}, which is throttled like a login (too many) and slow on purpose (busy).
 */
public interface ManageAccount {

    /** What there is to see. */
    Mono<AccountOverview> overview(UserSession current);

    /** Calls oneself by another name; empty or null for none. */
    Mono<AccountOverview> rename(UserSession current, @Nullable String name, Client client);

    /**
     * Changes the password and ends all other sessions. Invalid on the field {@code new_password} when it breaks a
     * rule, is common, or is the one that there is.
     */
    Mono<Void> changePassword(UserSession current, String password, String newPassword, Client client);

    /** The active sessions, the one that was last used first. */
    Flux<Session> sessions(UserSession current);

    /** Ends one of one's own sessions, by its handle; not found when there is none of that handle. */
    Mono<Void> endSession(UserSession current, String handle, Client client);

    /** Ends all sessions but the current one, and returns how many. */
    Mono<Long> endOtherSessions(UserSession current, Client client);
}
