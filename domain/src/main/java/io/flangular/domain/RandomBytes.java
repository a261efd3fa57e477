package io.flangular.domain;

/** A cryptographically secure source of random bytes, such as for session ids and generated passwords. */
public interface RandomBytes {

    /** Returns this many random bytes. */
    byte[] next(int count);
}
