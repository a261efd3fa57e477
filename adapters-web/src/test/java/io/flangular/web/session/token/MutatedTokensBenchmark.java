package io.flangular.web.session.token;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Tries ten million tokens, of all types, that are not genuine, and fails when one of them is accepted. Run by
 * {@code mvn -Pbenchmark -pl adapters-web -am test -DskipTests}; the argument is how many.
 */
public final class MutatedTokensBenchmark {
    private MutatedTokensBenchmark() {}

    /** Prints how many were tried. */
    public static void main(String[] arguments) {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        MutatedTokens tokens = new MutatedTokens();
        if (!tokens.untouchedAreAccepted()) {
            System.out.println("Not even genuine tokens are accepted: nothing is proven.");
            System.exit(1);
        }
        long start = System.nanoTime();
        long tried = 0;
        long accepted = 0;
        // Some mutations give back the token that they began with: as many others are tried in their place.
        for (long from = 0, more = count; more > 0; from += more, more = count - tried) {
            AtomicLong changed = new AtomicLong();
            accepted += LongStream.range(from, from + more)
                    .parallel()
                    .filter(number -> opens(tokens, number, changed))
                    .count();
            tried += changed.get();
        }
        System.out.printf(
                "Mutated tokens: %d tried in %d s, %d accepted%n",
                tried, Duration.ofNanos(System.nanoTime() - start).toSeconds(), accepted);
        System.exit(accepted == 0 ? 0 : 1);
    }

    private static boolean opens(MutatedTokens tokens, long number, AtomicLong changed) {
        MutatedTokens.Mutation mutation = tokens.at(number);
        if (mutation.token() == null) {
            return false;
        }
        changed.incrementAndGet();
        boolean opens = tokens.accepted(mutation);
        if (opens) {
            System.out.println("Accepted: number " + number + ", " + mutation);
        }
        return opens;
    }
}
