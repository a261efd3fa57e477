package io.flangular.fuzz;

import org.junit.jupiter.api.Test;

/** A fixed number of inputs, always the same ones. */
class FuzzTest {
    private static final int COUNT = 2_000;

    @Test
    void nothingHurtsOnH2() throws InterruptedException {
        new Fuzz(0, COUNT).onH2();
    }

    @Test
    void nothingHurtsOnPostgreSql() throws InterruptedException {
        new Fuzz(0, COUNT).onPostgreSql();
    }
}
