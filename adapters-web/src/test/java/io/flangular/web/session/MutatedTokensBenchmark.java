package io.flangular.web.session;

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
        AtomicLong unchanged = new AtomicLong();
        long start = System.nanoTime();
        long accepted = LongStream.range(0, count)
                .parallel()
                .filter(number -> {
                    MutatedTokens.Mutation mutation = tokens.at(number);
                    if (mutation.token() == null) {
                        unchanged.incrementAndGet();
                        return false;
                    }
                    boolean opens = tokens.accepted(mutation);
                    if (opens) {
                        System.out.println("Accepted: number " + number + ", " + mutation);
                    }
                    return opens;
                })
                .count();
        System.out.printf(
                "Mutated tokens: %d tried in %d s, %d accepted%n",
                count - unchanged.get(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                accepted);
        System.exit(accepted == 0 ? 0 : 1);
    }
}
