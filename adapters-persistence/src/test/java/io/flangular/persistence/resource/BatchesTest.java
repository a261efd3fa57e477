package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void lengthsOfBatchesArePowersOfTwo() {
        assertThat(Batches.of(Collections.nCopies(303, 1)))
                .extracting(List::size)
                .containsExactly(128, 128, 32, 8, 4, 2, 1);
        assertThat(Batches.of(List.of())).isEmpty();
    }

    @Test
    void aBatchOfSeveralElementsIsNotTooHeavy() {
        List<Integer> weights = List.of(1, 2, 3, 20, 4, 4, 4, 1, 9, 2);
        assertThat(Batches.of(weights, Integer::longValue, 10))
                .containsExactly(
                        List.of(1, 2), List.of(3), List.of(20), List.of(4, 4), List.of(4, 1), List.of(9), List.of(2));
    }
}
