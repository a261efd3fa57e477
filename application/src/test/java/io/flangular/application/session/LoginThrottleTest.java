package io.flangular.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flangular.application.session.LoginThrottle.Attempt;
import io.flangular.domain.DomainException;
import io.flangular.domain.SettableClock;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {
    private static final long ADA = 1;
    private static final long BOB = 2;
    private static final Client STRANGER = new Client("192.0.2.1", null, null);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private int devices;
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void anAccountHasTenFailuresAtOnceThenOneEach40Seconds() {
        assertThat(failures(100, this::ada)).isEqualTo(10);
        clock.advance(Duration.ofSeconds(40).minusMillis(1));
        assertThat(failures(100, this::ada)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(failures(100, this::ada)).isOne();
        clock.advance(Duration.ofSeconds(120));
        assertThat(failures(100, this::ada)).isEqualTo(3);
    }

    @Test
    void anAccountHasAtMostAHundredFailuresInAnyHour() {
        Deque<Instant> lastHour = new ArrayDeque<>();
        int most = 0;
        for (int second = 0; second < 3 * 3600; second++) {
            // From time to time the one who guesses waits until the bucket is full again.
            if (second % 4000 <= 3600 && ada().allowed()) {
                lastHour.add(clock.instant());
            }
            while (!lastHour.isEmpty()
                    && lastHour.peek().isBefore(clock.instant().minus(Duration.ofHours(1)))) {
                lastHour.remove();
            }
            most = Math.max(most, lastHour.size());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(most).isEqualTo(100);
    }

    @Test
    void refusedAttemptsDoNotProlongTheWait() {
        failures(100, this::ada);
        for (int second = 0; second < 39; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(ada().allowed()).isFalse();
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(ada().allowed()).isTrue();
    }

    @Test
    void aSuccessReturnsItsOwnAttemptOnly() {
        failures(9, this::ada);
        ada().refund();

        assertThat(failures(100, this::ada)).isOne();
    }

    @Test
    void aRefusedAttemptReturnsNothing() {
        failures(10, this::ada);
        ada().refund();

        assertThat(ada().allowed()).isFalse();
    }

    @Test
    void concurrentAttemptsDoNotExceedTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                counts.add(threads.submit(() -> failures(100, this::ada)));
            }
            int allowed = 0;
            for (Future<Integer> count : counts) {
                allowed += count.get();
            }
            assertThat(allowed).isEqualTo(10);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void eachAccountHasABucketOfItsOwn() {
        failures(10, this::ada);

        assertThat(throttle.ofUser(BOB, STRANGER).allowed()).isTrue();
    }

    @Test
    void failuresOfOthersDoNotCountForAKnownDevice() {
        failures(10, this::ada);

        assertThat(failures(100, () -> throttle.ofUser(ADA, known(ADA, "laptop"))))
                .isEqualTo(10);
        assertThat(throttle.ofUser(ADA, known(ADA, "phone")).allowed()).isTrue();
    }

    @Test
    void allKnownDevicesTogetherHaveThirtyFailuresAtOnceThenOneEach40Seconds() {
        assertThat(failures(100, this::anotherDevice)).isEqualTo(30);
        clock.advance(Duration.ofSeconds(40));
        assertThat(failures(100, this::anotherDevice)).isOne();
        assertThat(ada().allowed()).isTrue();
    }

    @Test
    void codesHaveOneLimitForAllKnownDevices() {
        assertThat(failures(100, () -> throttle.ofCode(ADA, another()))).isEqualTo(10);
        assertThat(throttle.ofCode(ADA, STRANGER).allowed()).isTrue();
    }

    @Test
    void aKnownDeviceIsNotSubjectToTheLimitOfTheIpAddress() {
        failures(100, this::address);

        assertThat(failures(100, () -> throttle.ofAddress(known(ADA, "laptop"))))
                .isEqualTo(100);
    }

    @Test
    void failuresOfAKnownDeviceDoNotCountForTheAccount() {
        failures(10, () -> throttle.ofUser(ADA, known(ADA, "laptop")));

        assertThat(failures(100, this::ada)).isEqualTo(10);
    }

    @Test
    void theDeviceOfOneUserIsUnknownForAnother() {
        failures(10, this::ada);

        assertThat(throttle.ofUser(ADA, known(BOB, "laptop")).allowed()).isFalse();
    }

    @Test
    void anUnknownAccountHasTheSameLimitInEverySpelling() {
        List<String> typings = List.of("eve@example.org", " EVE@example.org ");
        int allowed = 0;
        for (int i = 0; i < 20; i++) {
            allowed += failures(1, () -> throttle.ofUnknownAccount(typings.get(0)));
            allowed += failures(1, () -> throttle.ofUnknownAccount(typings.get(1)));
        }
        assertThat(allowed).isEqualTo(10);
    }

    @Test
    void unknownAccountsDoNotDisplaceRealOnes() {
        failures(10, this::ada);
        for (int i = 0; i < 20_000; i++) {
            throttle.ofUnknownAccount("x" + i);
        }
        assertThat(ada().allowed()).isFalse();
    }

    @Test
    void theLeastRecentlyUsedBucketIsDroppedWhenThereAreTooMany() {
        failures(10, this::ada);
        failures(10, () -> throttle.ofUser(BOB, STRANGER));
        for (int i = 0; i < 9_999; i++) {
            throttle.ofUser(100 + i, STRANGER);
        }
        assertThat(throttle.ofUser(BOB, STRANGER).allowed()).isFalse();
        assertThat(ada().allowed()).isTrue();
    }

    @Test
    void codesAndSessionsHaveTheirOwnBuckets() {
        Session session = session("a");
        failures(10, this::ada);

        assertThat(failures(100, () -> throttle.ofCode(ADA, STRANGER))).isEqualTo(10);
        assertThat(failures(100, () -> throttle.ofCode(ADA, known(ADA, "laptop"))))
                .isEqualTo(10);
        assertThat(failures(100, () -> throttle.ofSession(session))).isEqualTo(10);
        assertThat(throttle.ofSession(session("b")).allowed()).isTrue();
    }

    @Test
    void anIpAddressHasThirtyFailuresAtOnceThenOneEach12Seconds() {
        assertThat(failures(100, this::address)).isEqualTo(30);
        clock.advance(Duration.ofSeconds(12).minusMillis(1));
        assertThat(failures(100, this::address)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(failures(100, this::address)).isOne();
    }

    @Test
    void theRefusalSaysWhenAnIpAddressMayTryAgain() {
        failures(30, this::address);
        clock.advance(Duration.ofMillis(10_500));

        assertThatThrownBy(() -> address().orTooMany("Later."))
                .asInstanceOf(type(DomainException.TooMany.class))
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(address().orTooMany("Later.").allowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:2, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.2, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "unknown, unknown, true",
        "unknown, 192.0.2.1, false"
    })
    void ipv6AddressesOfOneSubscriberShareABucket(String one, String other, boolean same) {
        failures(30, () -> throttle.ofAddress(new Client(one, null, null)));

        assertThat(throttle.ofAddress(new Client(other, null, null)).allowed()).isNotEqualTo(same);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        failures(10, this::ada);
        clock.advance(Duration.ofDays(-1));
        assertThat(ada().allowed()).isFalse();
        clock.advance(Duration.ofSeconds(40));

        assertThat(ada().allowed()).isTrue();
    }

    private Attempt ada() {
        return throttle.ofUser(ADA, STRANGER);
    }

    private Attempt anotherDevice() {
        return throttle.ofUser(ADA, another());
    }

    private Client another() {
        return known(ADA, "device " + devices++);
    }

    private Attempt address() {
        return throttle.ofAddress(STRANGER);
    }

    /** How many of so many failures were allowed. */
    private static int failures(int count, Supplier<Attempt> attempts) {
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            if (attempts.get().allowed()) {
                allowed++;
            }
        }
        return allowed;
    }

    private static Client known(long userId, String device) {
        return new Client("192.0.2.1", null, new KnownDevice(userId, device, "password"));
    }

    private Session session(String handle) {
        Instant now = clock.instant();
        return new Session(new SessionId(handle), handle, ADA, now, now.plusSeconds(60), null, now, "192.0.2.1", null);
    }
}
