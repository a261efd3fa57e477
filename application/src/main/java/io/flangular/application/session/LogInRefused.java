package io.flangular.application.session;

/** Ends a log-in that is refused, and undoes what was done for it, until the refusal is recorded. */
final class LogInRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** For a reason in the words of the audit log. */
    LogInRefused(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
