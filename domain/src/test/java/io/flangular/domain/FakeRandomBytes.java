package io.flangular.domain;

import java.util.SplittableRandom;

/** The same sequence of bytes in every test. */
public class FakeRandomBytes implements RandomBytes {
    private final SplittableRandom random = new SplittableRandom(1);

    @Override
    public byte[] next(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
