package io.flangular.bootstrap.startup;

import java.io.FileNotFoundException;

/** Why the application cannot start, as one sentence for the operator. */
public final class StartupFailure extends RuntimeException {
    public StartupFailure(String sentence) {
        super(sentence);
    }

    public StartupFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Fails the start with the sentence unless the condition holds. */
    public static void unless(boolean condition, String sentence) {
        if (!condition) {
            throw new StartupFailure(sentence);
        }
    }

    /** What a failure comes from: the first line of the message of its root cause, as a sentence. */
    public static String reasonOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        String line =
                String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip();
        if (root instanceof FileNotFoundException && !line.endsWith(")")) {
            // Spring's has nothing but the name of the file; the JDK's says why in brackets.
            return "the file " + line + " does not exist.";
        }
        return line.endsWith(".") ? line : line + ".";
    }
}
