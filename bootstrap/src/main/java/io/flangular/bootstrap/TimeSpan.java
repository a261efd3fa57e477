package io.flangular.bootstrap;

import java.time.Duration;

/** Durations in messages, written as in settings. */
public final class TimeSpan {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private TimeSpan() {}

    /** Such as {@code 10ms}, {@code 90s} or {@code 2h}: in the largest unit of which it is a whole number. */
    public static String text(Duration span) {
        if (span.toNanosPart() % 1_000_000 != 0) {
            return span.toNanos() + "ns";
        }
        long millis = span.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % DAY == 0) {
            return millis / DAY + "d";
        }
        if (millis % HOUR == 0) {
            return millis / HOUR + "h";
        }
        if (millis % MINUTE == 0) {
            return millis / MINUTE + "m";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
