package io.flangular.application.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Session;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.domain.user.EmailAddress;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses, and locks nobody out. What counts are failures: an attempt takes one from a bucket before
 * anything is verified, so that attempts at the same time pass no limit together, and gives that one back, never more,
 * when the password or the code was right. The curve, for failures on one node:
 *
 * <ul>
 *   <li>for an account, known or not: 10 at once, then one each 40 seconds, and so at most 100 in any hour, however often
 *       its owner logs in meanwhile;
 *   <li>the same for each browser in which the user has logged in before: it neither uses nor obeys the buckets of the
 *       account and of the network address, so that strangers who guess do not keep its owner out. All of them together
 *       have 30 at once, then one each 40 seconds;
 *   <li>for the codes of a second factor the same as for the account, once for all unknown and once for all known
 *       browsers;
 *   <li>the same for each session in which the password is asked for again;
 *   <li>for a network address (IPv6: the /64 that one subscriber has): 30 at once, then one each 12 seconds, whatever the
 *       account.
 * </ul>
 *
 * A client's device must have been verified by {@link DeviceBindings}.
 */
public final class LogInThrottle {
    private static final int AT_ONCE = 10;
    private static final Duration ONE_EACH = Duration.ofSeconds(40);
    private static final int AT_ONCE_OF_DEVICES = 30;
    private static final int AT_ONCE_OF_ADDRESS = 30;
    private static final Duration ONE_EACH_OF_ADDRESS = Duration.ofSeconds(12);

    private final Buckets<Long> users = new Buckets<>(AT_ONCE, ONE_EACH);
    // Apart from those of users: who makes accounts up does not displace what is kept about the real ones.
    private final Buckets<String> strangers = new Buckets<>(AT_ONCE, ONE_EACH);
    private final Buckets<KnownDevice> devices = new Buckets<>(AT_ONCE, ONE_EACH);
    private final Buckets<Long> allDevices = new Buckets<>(AT_ONCE_OF_DEVICES, ONE_EACH);
    private final Buckets<String> sessions = new Buckets<>(AT_ONCE, ONE_EACH);
    private final Buckets<Long> codes = new Buckets<>(AT_ONCE, ONE_EACH);
    private final Buckets<Long> codesOfDevices = new Buckets<>(AT_ONCE, ONE_EACH);
    private final Buckets<String> addresses = new Buckets<>(AT_ONCE_OF_ADDRESS, ONE_EACH_OF_ADDRESS);
    private final Clock clock;

    /** With full buckets. */
    public LogInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** An attempt from the client's network address, which a known browser does not obey. */
    public Attempt ofAddress(Client client) {
        return client.device() == null ? attempt(addresses, network(client.address())) : Attempt.UNLIMITED;
    }

    /** An attempt to give the password of a user. */
    Attempt ofUser(long userId, Client client) {
        KnownDevice device = deviceOf(userId, client);
        return device == null
                ? attempt(users, userId)
                : attempt(devices, device).and(() -> attempt(allDevices, userId));
    }

    /** An attempt to give the password of an account that does not exist. */
    Attempt ofStranger(String email) {
        return attempt(
                strangers, EmailAddress.parse(email).map(EmailAddress::value).orElseGet(() -> email.strip()
                        .toLowerCase(Locale.ROOT)));
    }

    /** An attempt to give a code of a user's second factor. */
    public Attempt ofCode(long userId, Client client) {
        return attempt(deviceOf(userId, client) == null ? codes : codesOfDevices, userId);
    }

    /** An attempt to give the password again in a session, which takes the place of the browser. */
    public Attempt ofSession(Session session) {
        return attempt(sessions, session.handle());
    }

    private <K extends Object> Attempt attempt(Buckets<K> buckets, K key) {
        return new Attempt(buckets.take(key, clock.instant()), () -> buckets.giveBack(key));
    }

    private static @Nullable KnownDevice deviceOf(long userId, Client client) {
        KnownDevice device = client.device();
        return device != null && device.userId() == userId ? device : null;
    }

    /** An IPv4 address as it is, an IPv6 address without the half that its holder chooses freely. */
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? new BigInteger(1, Arrays.copyOf(parsed.getAddress(), 8)).toString(16) + "::/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }

    /** What a bucket says to an attempt, and how to take it back. */
    public static final class Attempt {
        private static final Attempt UNLIMITED = new Attempt(Duration.ZERO, () -> {});

        private final Duration wait;
        private final Runnable giveBack;

        private Attempt(Duration wait, Runnable giveBack) {
            this.wait = wait;
            this.giveBack = giveBack;
        }

        /** An attempt that takes from another bucket as well. */
        private Attempt and(Supplier<Attempt> other) {
            if (!allowed()) {
                return this;
            }
            Attempt second = other.get();
            if (!second.allowed()) {
                giveBack();
                return second;
            }
            return new Attempt(Duration.ZERO, () -> {
                giveBack();
                second.giveBack();
            });
        }

        /** Whether it may be made. */
        public boolean allowed() {
            return wait.isZero();
        }

        /** This attempt, or a refusal as too many. */
        public Attempt orTooMany(String message) {
            if (allowed()) {
                return this;
            }
            throw new DomainException.TooMany(
                    message, Duration.ofSeconds(wait.plusMillis(999).toSeconds()));
        }

        /** It counts no more: to be done at most once, for an attempt that was no failure. */
        public void giveBack() {
            if (allowed()) {
                giveBack.run();
            }
        }
    }
}
