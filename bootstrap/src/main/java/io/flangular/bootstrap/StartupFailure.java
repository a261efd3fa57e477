package io.flangular.bootstrap;

/** Why the application cannot start, as one sentence for the operator. */
public final class StartupFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure that the sentence tells in full. */
    public StartupFailure(String sentence) {
        super(sentence);
    }

    /** A failure that the sentence tells in full, and what it came from. */
    public StartupFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
