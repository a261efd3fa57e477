package io.flangular.domain.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A security-relevant event. Contains no secrets, and no input of unauthenticated clients, since people type passwords
 * into the wrong field.
 *
 * @param actorId the user who did it; null when unknown
 * @param subjectId the user concerned; null when there is none
 * @param address the IP address of the client; empty when the application itself did it
 * @param details further properties, by name
 */
public record AuditEvent(
        Instant at,
        Kind kind,
        @Nullable Long actorId,
        @Nullable Long subjectId,
        String address,
        Map<String, String> details) {

    public AuditEvent {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** The kinds of events. */
    public enum Kind {
        /** A session began. Details: {@code factor} (password, code or recovery code), {@code browser}. */
        LOGGED_IN,
        /** A login was refused. Details: {@code reason} (unknown, password, disabled, throttled, code, late). */
        LOG_IN_REFUSED,
        /** A session was ended by its owner. */
        LOGGED_OUT,
        /**
         * Sessions were ended by their owner in another one, by an administrator, or by exceeding the limit. Details:
         * {@code count}.
         */
        SESSIONS_ENDED,
        /** A password was changed by its owner. */
        PASSWORD_CHANGED,
        /**
         * A sensitive change was refused, since the current password was wrong. Details: {@code reason}, {@code for}.
         */
        PASSWORD_REFUSED,
        /** A second factor was turned on. */
        SECOND_FACTOR_ON,
        /** A second factor was turned off, by its owner or by an administrator. */
        SECOND_FACTOR_OFF,
        /** Recovery codes were replaced. */
        RECOVERY_CODES_MADE,
        /** An API token was issued. Details: {@code token} (its id), {@code scope}. */
        TOKEN_MADE,
        /** An API token was revoked. Details: {@code token} (its id). */
        TOKEN_REVOKED,
        /** A user was added. Details: {@code role}. */
        USER_ADDED,
        /** A user was renamed. Details: {@code from}, {@code to}, each absent for no name. */
        USER_RENAMED,
        /** A user was disabled. Details: {@code tokens} (how many API tokens ended with it). */
        USER_DISABLED,
        /** A user was enabled. */
        USER_ENABLED,
        /** The role of a user was changed. Details: {@code from}, {@code to}. */
        ROLE_CHANGED,
        /** A one-time link was issued. Details: {@code purpose} (invitation or reset). The actor is its issuer. */
        LINK_ISSUED,
        /**
         * A password was chosen with a link. Details: {@code purpose}, {@code issuer} (the issuer's id), {@code
         * issuer_name}.
         */
        LINK_USED,
        /**
         * A link was refused. Details: {@code issuer}, {@code issuer_name} where its issuer is no administrator any
         * more.
         */
        LINK_REFUSED
    }
}
