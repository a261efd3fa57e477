package io.flangular.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the application refuses to do, and why. Each kind stands for one answer to the caller;
 * the adapters translate the kind, never the text. A message is written for the person who reads it and
 * holds nothing internal.
 */
public abstract sealed class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private DomainException(String message) {
        // A refusal is an answer, not a fault: no stack trace is recorded, which also makes it cheap.
        super(message, null, false, false);
    }

    /** The message; never null here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What was asked for is not there. */
    public static final class NotFound extends DomainException {
        private static final long serialVersionUID = 1;

        /** A refusal whose message says what is missing. */
        public NotFound(String message) {
            super(message);
        }
    }

    /** What was given breaks a rule. */
    public static final class Invalid extends DomainException {
        private static final long serialVersionUID = 1;
        private final transient Map<String, String> violations;
        private final @Nullable String detail;

        /** One message about the whole. */
        public Invalid(String message) {
            this(message, Map.of(), null);
        }

        /** A message about the whole and one for each field that is wrong, by its name. */
        public Invalid(String message, Map<String, String> violations) {
            this(message, violations, null);
        }

        /** A message whose words a protocol prescribes, and what is wrong in words that help. */
        public Invalid(String message, String detail) {
            this(message, Map.of(), detail);
        }

        private Invalid(String message, Map<String, String> violations, @Nullable String detail) {
            super(message);
            this.violations = Collections.unmodifiableMap(new LinkedHashMap<>(violations));
            this.detail = detail;
        }

        /** What is wrong, where the message alone does not tell; otherwise null. */
        public @Nullable String detail() {
            return detail;
        }

        /**
         * Field name to what is wrong with it, in the order of the checks; empty when the fault lies in no single
         * field.
         */
        public Map<String, String> violations() {
            return violations;
        }
    }

    /** Somebody else was faster: what is stored is no longer what the caller saw. */
    public static final class Conflict extends DomainException {
        private static final long serialVersionUID = 1;
        private final transient @Nullable Object current;

        /** A refusal that carries what is stored now, so that nothing has to be asked for again. */
        public Conflict(String message, @Nullable Object current) {
            super(message);
            this.current = current;
        }

        /** What is stored now; null when there is nothing to show. */
        public @Nullable Object current() {
            return current;
        }
    }

    /** What is asked for cannot be what the same caller asked for before in the same name. */
    public static final class Contradiction extends DomainException {
        private static final long serialVersionUID = 1;

        /** A refusal whose message says what differs. */
        public Contradiction(String message) {
            super(message);
        }
    }

    /** It is not known who asks. */
    public static final class NotAuthenticated extends DomainException {
        private static final long serialVersionUID = 1;

        /** A refusal that does not tell why. */
        public NotAuthenticated(String message) {
            super(message);
        }
    }

    /** It is known who asks, and they may not. */
    public static final class NotAllowed extends DomainException {
        private static final long serialVersionUID = 1;

        /** A refusal whose message says what would be needed. */
        public NotAllowed(String message) {
            super(message);
        }
    }

    /** Too much at once; the same request may succeed later. */
    public static final class TooMany extends DomainException {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        /** A refusal that says when to try again. */
        public TooMany(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** How long to wait before the next try. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Too much is under way to take on this as well; the same request may succeed soon. */
    public static final class Busy extends DomainException {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        /** A refusal that says when to try again. */
        public Busy(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** How long to wait before the next try. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** What keeps the data cannot be reached; nothing was changed, and the same request may succeed later. */
    public static final class Unavailable extends DomainException {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        /** A refusal that says when to try again. */
        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** How long to wait before the next try. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The change may have been stored or not, and nobody can tell. */
    public static final class OutcomeUnknown extends DomainException {
        private static final long serialVersionUID = 1;

        /** An answer that says what to do. */
        public OutcomeUnknown(String message) {
            super(message);
        }
    }
}
