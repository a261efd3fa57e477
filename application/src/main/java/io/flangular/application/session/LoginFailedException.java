package io.flangular.application.session;

/** A failed login; rolls back its unit of work before the failure is recorded. */
final class LoginFailedException extends RuntimeException {
    private final String reason;

    LoginFailedException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
