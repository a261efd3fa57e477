package io.flangular.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expected errors of the application. Adapters translate the type, never the message. Messages are written for
 * end users and contain no internals.
 */
public abstract sealed class DomainException extends RuntimeException {
    private DomainException(String message) {
        // An expected error: no stack trace is recorded, which also makes it cheap.
        super(message, null, false, false);
    }

    /** The message; never null here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The requested object does not exist. */
    public static final class NotFound extends DomainException {
        public NotFound(String message) {
            super(message);
        }
    }

    /** The input violates a rule. */
    public static final class Invalid extends DomainException {
        private final transient Map<String, String> violations;
        private final @Nullable String detail;

        public Invalid(String message) {
            this(message, Map.of(), null);
        }

        public Invalid(String message, Map<String, String> violations) {
            this(message, violations, null);
        }

        public Invalid(String message, String detail) {
            this(message, Map.of(), detail);
        }

        /** The message about a single field, which is also the message of the error. */
        public static Invalid field(String name, String message) {
            return new Invalid(message, Map.of(name, message));
        }

        private Invalid(String message, Map<String, String> violations, @Nullable String detail) {
            super(message);
            this.violations = Collections.unmodifiableMap(new LinkedHashMap<>(violations));
            this.detail = detail;
        }

        public @Nullable String detail() {
            return detail;
        }

        /** Messages by field name, in the order of the checks; empty when no single field is invalid. */
        public Map<String, String> violations() {
            return violations;
        }
    }

    /** A concurrent modification: the stored state differs from what the caller expects. */
    public static final class Conflict extends DomainException {
        private final transient @Nullable Object current;

        public Conflict(String message, @Nullable Object current) {
            super(message);
            this.current = current;
        }

        /** The current state; null when there is none. */
        public @Nullable Object current() {
            return current;
        }
    }

    /** A repeated request, such as with the same idempotency key, differs from the first one. */
    public static final class Contradiction extends DomainException {
        public Contradiction(String message) {
            super(message);
        }
    }

    /** The caller is not authenticated. The message does not disclose why. */
    public static final class NotAuthenticated extends DomainException {
        public NotAuthenticated() {
            this("You are not logged in.");
        }

        public NotAuthenticated(String message) {
            super(message);
        }
    }

    /** The caller is authenticated but lacks a permission. */
    public static final class NotAllowed extends DomainException {
        public NotAllowed(String message) {
            super(message);
        }
    }

    /** The same request may succeed later. */
    public abstract static sealed class Retryable extends DomainException {
        private final Duration retryAfter;

        private Retryable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** The delay before a retry. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A rate limit is exceeded; the request may succeed later. */
    public static final class TooMany extends Retryable {
        public TooMany(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }

    /** The application is overloaded; the request may succeed soon. */
    public static final class Busy extends Retryable {
        public Busy(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }

    /** The database is unavailable; nothing was changed, and the request may succeed later. */
    public static final class Unavailable extends Retryable {
        public Unavailable(String message, Duration retryAfter) {
            super(message, retryAfter);
        }
    }

    /** The work takes longer than the application allows, and most likely would again; nothing was changed. */
    public static final class TooSlow extends DomainException {
        public TooSlow(String message) {
            super(message);
        }
    }

    /** The outcome of a change is unknown: it may have been committed or not. */
    public static final class OutcomeUnknown extends DomainException {
        public OutcomeUnknown(String message) {
            super(message);
        }
    }
}
