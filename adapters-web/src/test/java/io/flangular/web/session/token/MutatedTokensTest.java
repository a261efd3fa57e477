package io.flangular.web.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MutatedTokensTest {
    private static final int COUNT = 100_000;
    private final MutatedTokens tokens = new MutatedTokens();

    /** {@link MutatedTokensBenchmark} tries ten million. */
    @Test
    void noneIsAccepted() {
        assertThat(tokens.untouchedAreAccepted()).isTrue();
        assertThat(LongStream.range(0, COUNT)
                        .mapToObj(tokens::at)
                        .filter(mutation -> mutation.token() != null && tokens.accepted(mutation)))
                .isEmpty();
    }

    @Test
    void hardlyAnyIsTheSameAsBefore() {
        assertThat(LongStream.range(0, COUNT)
                        .filter(number -> tokens.at(number).token() == null)
                        .count())
                .isLessThan(COUNT / 20);
    }
}
