package io.flangular.application.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.session.Session;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.domain.user.email.EmailAddress;
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
 * Throttles guessing without locking accounts. Only failures count: an attempt takes a token from a bucket before
 * anything is verified, so that concurrent attempts cannot exceed a limit together, and refunds it when the password or
 * code was correct. The buckets, on one node:
 *
 * <ul>
 *   <li>for each account, known or not: 10 tokens, one more every 40 seconds, and so at most 100 failures in any hour;
 *   <li>the same for each known browser, which neither uses nor obeys the buckets of the account and of the IP address,
 *       so that guesses of strangers do not lock out the owner; for all known browsers together, 30 tokens;
 *   <li>the same for the codes of a second factor, once for all unknown and once for all known browsers;
 *   <li>the same for each session that confirms its password;
 *   <li>for each IPv4 address or IPv6 /64 network: 30 tokens, one more every 12 seconds.
 * </ul>
 *
 * The device of a client must have been verified by {@link DeviceBindings}.
 */
public final class LoginThrottle {
    private static final int CAPACITY = 10;
    private static final Duration REFILL_INTERVAL = Duration.ofSeconds(40);
    private static final int CAPACITY_OF_DEVICES = 30;
    private static final int CAPACITY_OF_ADDRESS = 30;
    private static final Duration REFILL_INTERVAL_OF_ADDRESS = Duration.ofSeconds(12);

    private final TokenBuckets<Long> users = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    // Separate from those of users, so that invented accounts cannot evict the buckets of real ones.
    private final TokenBuckets<String> unknownAccounts = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    private final TokenBuckets<KnownDevice> devices = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    private final TokenBuckets<Long> allDevices = new TokenBuckets<>(CAPACITY_OF_DEVICES, REFILL_INTERVAL);
    private final TokenBuckets<String> sessions = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    private final TokenBuckets<Long> codes = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    private final TokenBuckets<Long> codesOfDevices = new TokenBuckets<>(CAPACITY, REFILL_INTERVAL);
    private final TokenBuckets<String> addresses = new TokenBuckets<>(CAPACITY_OF_ADDRESS, REFILL_INTERVAL_OF_ADDRESS);
    private final Clock clock;

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** An attempt from the client's IP address; does not apply to a known browser. */
    public Attempt ofAddress(Client client) {
        return client.device() == null ? attempt(addresses, network(client.address())) : Attempt.UNLIMITED;
    }

    /** An attempt with the password of a user. */
    Attempt ofUser(long userId, Client client) {
        KnownDevice device = deviceOf(userId, client);
        return device == null
                ? attempt(users, userId)
                : attempt(devices, device).and(() -> attempt(allDevices, userId));
    }

    /** An attempt with the password of an account that does not exist. */
    Attempt ofUnknownAccount(String email) {
        return attempt(
                unknownAccounts,
                EmailAddress.parse(email)
                        .map(EmailAddress::value)
                        .orElseGet(() -> email.strip().toLowerCase(Locale.ROOT)));
    }

    /** An attempt with a code of a user's second factor. */
    public Attempt ofCode(long userId, Client client) {
        return attempt(deviceOf(userId, client) == null ? codes : codesOfDevices, userId);
    }

    /** An attempt to confirm the password in a session. */
    public Attempt ofSession(Session session) {
        return attempt(sessions, session.handle());
    }

    private <K extends Object> Attempt attempt(TokenBuckets<K> buckets, K key) {
        return new Attempt(buckets.take(key, clock.instant()), () -> buckets.refund(key));
    }

    private static @Nullable KnownDevice deviceOf(long userId, Client client) {
        KnownDevice device = client.device();
        return device != null && device.userId() == userId ? device : null;
    }

    /** An IPv4 address, or the /64 network of an IPv6 address. */
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

    /**
     * An attempt that was counted in a bucket.
     *
     * @param retryAfter zero when it is within the limit, otherwise the time until another attempt is
     * @param restore returns the token to the bucket
     */
    public record Attempt(Duration retryAfter, Runnable restore) {
        private static final Attempt UNLIMITED = new Attempt(Duration.ZERO, () -> {});

        /** Combines it with an attempt in another bucket. */
        private Attempt and(Supplier<Attempt> other) {
            if (!allowed()) {
                return this;
            }
            Attempt second = other.get();
            if (!second.allowed()) {
                refund();
                return second;
            }
            return new Attempt(Duration.ZERO, () -> {
                refund();
                second.refund();
            });
        }

        /** Whether it is within the limit. */
        public boolean allowed() {
            return retryAfter.isZero();
        }

        /** This attempt; {@link DomainException.TooMany} when the limit is exceeded. */
        public Attempt orTooMany(String message) {
            if (allowed()) {
                return this;
            }
            throw new DomainException.TooMany(
                    message, Duration.ofSeconds(retryAfter.plusMillis(999).toSeconds()));
        }

        /** Refunds the token; call at most once, for an attempt that did not fail. */
        public void refund() {
            if (allowed()) {
                restore.run();
            }
        }
    }
}
