package io.flangular.web.session.token;

import io.flangular.domain.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that were genuine once, and what an attacker makes of them: bits flipped, parts exchanged, headers and claims
 * rewritten, signatures by keys of their own; of every type, those of the other types among them. The same number
 * always gives the same token.
 */
final class MutatedTokens {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ %\n\té\0";
    private static final List<String> HEADERS = List.of(
            "{\"alg\":\"none\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"NonE\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"HS384\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"RS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%2$s\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"../../../dev/null\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\",\"jku\":\"http://127.0.0.1:9/keys\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\",\"x5u\":\"http://127.0.0.1:9/keys\"}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\",\"crit\":[\"exp\"]}",
            "{\"alg\":\"HS256\",\"typ\":\"%1$s\",\"kid\":\"%2$s\",\"b64\":false}",
            "{\"alg\":\"HS256\",\"alg\":\"none\",\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{\"typ\":\"%1$s\",\"kid\":\"%2$s\"}",
            "{}",
            "[]",
            "");
    private static final List<String> KEYS = List.of("", "secret", "flangular", "0", "a".repeat(32), "\0".repeat(32));

    private final SettableClock clock = new SettableClock(NOW);
    private final SignedTokenKeys keys = TestKeys.of(secret("current"), secret("previous"));
    private final SignedTokenCodec tokens = new SignedTokenCodec(keys, clock, LIFETIME);
    private final Map<SignedTokenType, List<String>> genuine = new EnumMap<>(SignedTokenType.class);
    private final List<String> ofStrangers = new ArrayList<>();

    MutatedTokens() {
        SignedTokenCodec stranger = new SignedTokenCodec(TestKeys.of(secret("of a stranger")), clock, LIFETIME);
        for (SignedTokenType type : SignedTokenType.values()) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Map<String, String> claims = new TreeMap<>();
                for (String name : type.claims()) {
                    claims.put(name, name + "-" + i);
                }
                own.add(tokens.issue(type, claims, NOW.plus(LIFETIME)));
                ofStrangers.add(stranger.issue(type, claims, NOW.plus(LIFETIME)));
            }
            genuine.put(type, own);
        }
    }

    /**
     * A token and what it is to pass for.
     *
     * @param token null where the mutation happens to have changed nothing
     */
    record Mutation(SignedTokenType type, String token) {}

    /** Whether unchanged tokens are accepted. Otherwise it would prove nothing that no mutation is. */
    boolean untouchedAreAccepted() {
        return genuine.entrySet().stream()
                .allMatch(own ->
                        own.getValue().stream().allMatch(token -> accepted(new Mutation(own.getKey(), token))));
    }

    /** The mutation of that number. */
    Mutation at(long number) {
        SplittableRandom random = new SplittableRandom(number);
        SignedTokenType type = type(random);
        List<String> own = genuine.get(type);
        String token = own.get(random.nextInt(own.size()));
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds; i++) {
            token = mutated(token, type, random);
        }
        return new Mutation(type, own.contains(token) ? null : token);
    }

    /** Whether it is accepted. */
    boolean accepted(Mutation mutation) {
        return tokens.verify(mutation.type(), mutation.token()).isPresent();
    }

    private static SignedTokenType type(SplittableRandom random) {
        return SignedTokenType.values()[random.nextInt(SignedTokenType.values().length)];
    }

    /** A genuine token of another type, or one of any type by a stranger's key. */
    private String ofOthers(SignedTokenType type, SplittableRandom random) {
        SignedTokenType other = type(random);
        List<String> all = other == type ? ofStrangers : genuine.get(other);
        return all.get(random.nextInt(all.size()));
    }

    private String mutated(String token, SignedTokenType type, SplittableRandom random) {
        int length = token.length();
        if (length == 0) {
            return ofOthers(type, random);
        }
        int at = random.nextInt(length);
        String[] parts = (token + "..").split("\\.", -1);
        switch (random.nextInt(14)) {
            case 0:
                return token.substring(0, at)
                        + (char) (token.charAt(at) ^ (1 << random.nextInt(8)))
                        + token.substring(at + 1);
            case 1:
                return token.substring(0, at) + letter(random) + token.substring(at + 1);
            case 2:
                return token.substring(0, at) + letter(random) + token.substring(at);
            case 3:
                return token.substring(0, at) + token.substring(at + 1);
            case 4:
                return token.substring(0, at);
            case 5:
                int other = random.nextInt(length);
                return token.substring(0, at) + token.charAt(other) + token.substring(at + 1);
            case 6:
                return spliced(parts, type, random);
            case 7:
                return parts[1] + "." + parts[0] + "." + parts[2];
            case 8:
                return encoded(header(type, random)) + "." + parts[1] + "." + (random.nextBoolean() ? parts[2] : "");
            case 9:
                return parts[0] + "." + encoded(claims(type, random)) + "." + parts[2];
            case 10:
                return signed(encoded(header(type, random)) + "." + encoded(claims(type, random)), random);
            case 11:
                return signed(parts[0] + "." + encoded(claims(type, random)), random);
            case 12:
                return ofOthers(type, random);
            default:
                return random.nextBoolean() ? token.toUpperCase(java.util.Locale.ROOT) : token + "." + parts[2];
        }
    }

    /** Parts of different tokens, put together. */
    private String spliced(String[] parts, SignedTokenType type, SplittableRandom random) {
        List<String> own = genuine.get(type);
        String other = random.nextBoolean() ? own.get(random.nextInt(own.size())) : ofOthers(type, random);
        String[] others = other.split("\\.", -1);
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            token.append(i == 0 ? "" : ".").append(random.nextBoolean() ? parts[i] : others[i]);
        }
        return token.toString();
    }

    private String header(SignedTokenType type, SplittableRandom random) {
        String typ = (random.nextInt(4) == 0 ? type(random) : type).typ();
        return HEADERS.get(random.nextInt(HEADERS.size())).formatted(typ, keys.currentId());
    }

    private static String claims(SignedTokenType type, SplittableRandom random) {
        long now = NOW.getEpochSecond();
        String expiry = random.nextInt(4) == 0 ? "" : ",\"exp\":" + (now + random.nextLong(1, 1L << 40));
        StringBuilder claims = new StringBuilder();
        for (String name : new TreeSet<>(type.claims())) {
            claims.append(",\"%s\":\"%s-%d\"".formatted(name, name, random.nextInt(4)));
        }
        String audience = (random.nextBoolean() ? type(random) : type).audience();
        return "{\"aud\":\"" + audience + "\"" + claims + ",\"iat\":" + now + expiry + "}";
    }

    /** With the best signature that an attacker can make: everything but the key is right. */
    private static String signed(String input, SplittableRandom random) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            String key = KEYS.get(random.nextInt(KEYS.size()));
            mac.init(new SecretKeySpec((key + "\0").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static char letter(SplittableRandom random) {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] secret(String text) {
        return (text + " ".repeat(32)).getBytes(StandardCharsets.UTF_8);
    }
}
