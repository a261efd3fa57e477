package io.flangular.web.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutatedTokensTest {
    private static final int COUNT = 100_000;
    private final MutatedTokens tokens = new MutatedTokens();

    /** {@link MutatedTokensBenchmark} tries ten million. */
    @Test
    void noMutatedTokenIsAccepted() {
        assertThat(tokens.untouchedAreAccepted()).isTrue();
        List<MutatedTokens.Mutation> accepted = new ArrayList<>();
        int unchanged = 0;
        for (long number = 0; number < COUNT; number++) {
            MutatedTokens.Mutation mutation = tokens.at(number);
            if (mutation.token() == null) {
                unchanged++;
            } else if (tokens.accepted(mutation)) {
                accepted.add(mutation);
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(unchanged).isLessThan(COUNT / 20);
    }
}
