package io.flangular.domain.account;

import io.flangular.domain.session.Session;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Client;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Use cases on the account of the logged-in user. Sensitive changes require the current password: otherwise they fail
 * as invalid on the field {@code password}. Attempts are throttled (too many) and slow by design (busy).
 */
public interface ManageAccount {
    Mono<AccountOverview> overview(UserSession current);

    /** Changes the display name; empty or null removes it. */
    Mono<AccountOverview> rename(UserSession current, @Nullable String name, Client client);

    /**
     * Changes the password and revokes all other sessions. Invalid on the field {@code new_password} when it violates a
     * rule, is common, or equals the current one.
     */
    Mono<Void> changePassword(UserSession current, String password, String newPassword, Client client);

    /**
     * The fingerprint of password and second factor to which a known browser is bound, as it is now: a change of either
     * makes all browsers unknown, also the one that made it.
     */
    Mono<String> deviceBinding(UserSession current);

    /** The active sessions, most recently used first. */
    Flux<Session> sessions(UserSession current);

    /** Revokes a session of the user by its handle; not found when there is none. */
    Mono<Void> endSession(UserSession current, String handle, Client client);

    /** Revokes all sessions except the current one, and returns how many. */
    Mono<Long> endOtherSessions(UserSession current, Client client);
}
