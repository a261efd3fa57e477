package io.flangular.domain.computer;

import org.jspecify.annotations.Nullable;

/**
 * A computer of the inventory.
 *
 * @param processor as printed on the chip or shown by the system, such as {@code XEON E5-2670}
 * @param ram size of the memory, such as {@code 64 GB}
 * @param power power consumption, such as {@code 115 W}
 */
public record Computer(
        @Nullable String processor,
        @Nullable String ram,
        @Nullable String power) {}
