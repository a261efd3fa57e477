package io.flangular.bootstrap;

import io.flangular.bootstrap.startup.StartupFailure;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/** Durations in messages, written as in settings. */
public final class TimeSpan {
    private TimeSpan() {}

    /** Such as {@code 10ms}, {@code 90s} or {@code 2h}: in the largest unit of which it is a whole number. */
    public static String text(Duration span) {
        ChronoUnit unit = Stream.of(
                        ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS, ChronoUnit.MILLIS)
                .filter(each -> !span.isZero() && span.truncatedTo(each).equals(span))
                .findFirst()
                .orElse(span.isZero() ? ChronoUnit.SECONDS : ChronoUnit.NANOS);
        return DurationStyle.SIMPLE.print(span, unit);
    }

    /** Fails the start unless the value of the setting is in this range. */
    public static void requireBetween(String setting, Duration value, Duration least, Duration most) {
        StartupFailure.unless(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                setting + " is " + text(value) + ": it must be from " + text(least) + " to " + text(most) + ".");
    }
}
