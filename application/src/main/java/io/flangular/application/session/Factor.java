package io.flangular.application.session;

/** What decided that a session begins, in the words of the audit log. */
enum Factor {
    PASSWORD("password"),
    CODE("code"),
    RECOVERY_CODE("recovery code");

    private final String word;

    Factor(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
