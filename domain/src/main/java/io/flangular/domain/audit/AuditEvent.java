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
 * @param actorId the user who did it; null when that is not known
 * @param subjectId the user whom it concerns; null when there is none
 * @param address the network address that it came from; empty when the application itself did it
 * @param details what else there is to know, in words of the program: names to short strings
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
         * Sessions were ended by their owner elsewhere, by an administrator or by one too many. Details: {@code count}.
         */
        SESSIONS_ENDED,
        /** A password was changed by its owner. */
        PASSWORD_CHANGED,
        /**
         * A sensitive change was refused, since the password now was not given. Details: {@code reason}, {@code for}.
         */
        PASSWORD_REFUSED,
        /** A second factor was turned on. */
        SECOND_FACTOR_ON,
        /** A second factor was turned off, by its owner or by an administrator. */
        SECOND_FACTOR_OFF,
        /** Recovery codes were made anew. */
        RECOVERY_CODES_MADE,
        /** An API token was made. Details: {@code token} (its id), {@code scope}. */
        TOKEN_MADE,
        /** An API token was revoked. Details: {@code token} (its id). */
        TOKEN_REVOKED,
        /** A user was added. Details: {@code role}. */
        USER_ADDED,
        /** A user was given another name, or none. Details: {@code from}, {@code to}, without who had or has none. */
        USER_RENAMED,
        /** A user was disabled. Details: {@code tokens} (how many API tokens ended with it). */
        USER_DISABLED,
        /** A user was enabled. */
        USER_ENABLED,
        /** A user was given another role. Details: {@code from}, {@code to}. */
        ROLE_CHANGED,
        /** A one-time link was made. Details: {@code purpose} (invitation or reset). The actor is its issuer. */
        LINK_ISSUED,
        /**
         * A password was chosen by means of a link. Details: {@code purpose}, {@code issuer} (the issuer's id), {@code
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
