package io.flangular.domain;

/** Where unpredictable bytes come from: fit for session ids and generated passwords. */
public interface RandomBytes {

    /** That many new bytes, which nobody can guess. */
    byte[] next(int count);
}
