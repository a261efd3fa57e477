package io.flangular.asvs.matrix;

/** Credentials of some kind. */
interface Presented {

    /** What they amount to. */
    Access access();

    /** New ones, good for one use even where that use ends them. */
    Scene.Sent in(Scene scene);
}
