package io.flangular.bootstrap.startup;

/** Why the application cannot start, as one sentence for the operator. */
public final class StartupFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartupFailure(String sentence) {
        super(sentence);
    }

    public StartupFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What a failure comes from: the first line of the message of its root cause, as a sentence. */
    public static String reasonOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        String line =
                String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
