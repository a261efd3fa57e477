package io.flangular.application.session;

/** The factor that completed a login, as recorded in the audit log. */
enum AuthenticationFactor {
    PASSWORD("password"),
    CODE("code"),
    RECOVERY_CODE("recovery code");

    private final String word;

    AuthenticationFactor(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
