package io.flangular.web.session.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.flangular.domain.session.SessionId;
import io.flangular.web.session.token.SignedTokenType.Claims;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies JSON Web Tokens (RFC 7519) signed with HS256. The header of a token decides nothing: it must have
 * the algorithm HS256, the expected type, the id of a known key, and no other member. No clock skew is allowed.
 * Verified tokens are cached, which makes a request about ten times cheaper than verifying each time.
 */
public final class SignedTokenCodec {
    private static final Set<String> HEADER_MEMBERS = Set.of("alg", "typ", "kid");
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_CACHED = 10_000;

    private final SignedTokenKeys keys;
    private final Clock clock;
    private final Duration lifetime;
    private final Map<SignedTokenType, Map<String, SignedToken>> verified = new EnumMap<>(SignedTokenType.class);

    /** Creates a codec; {@code lifetime} is that of session tokens, unless their session ends earlier. */
    public SignedTokenCodec(SignedTokenKeys keys, Clock clock, Duration lifetime) {
        this.keys = keys;
        this.clock = clock;
        this.lifetime = lifetime;
        for (SignedTokenType type : SignedTokenType.values()) {
            verified.put(type, new ConcurrentHashMap<>());
        }
    }

    /** Issues a token for a session that ends at this instant. */
    public String issue(SignedTokenType type, SessionId session, Instant end) {
        return issue(type, Map.of(Claims.SESSION, session.value()), expiry(clock.instant(), end));
    }

    String issue(SignedTokenType type, Map<String, String> claims, Instant expiresAt) {
        if (!claims.keySet().equals(type.claims())) {
            throw new IllegalArgumentException("Tokens of the type " + type + " have other claims");
        }
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(type.typ()))
                .keyID(keys.currentId())
                .build();
        JWTClaimsSet.Builder payload = new JWTClaimsSet.Builder()
                .audience(type.audience())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiresAt.truncatedTo(ChronoUnit.SECONDS)));
        claims.forEach(payload::claim);
        JWSObject token = new JWSObject(header, new Payload(payload.build().toJSONObject()));
        try {
            token.sign(new MACSigner(keys.current(type)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /** The verified token; empty when the signature or the type is wrong, or the token has expired. */
    public Optional<SignedToken> verify(SignedTokenType type, String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, SignedToken> known = Objects.requireNonNull(verified.get(type));
        SignedToken token = known.get(text);
        if (token == null) {
            token = read(type, text);
            if (token != null) {
                // Clearing a full cache costs less than a search for expired tokens.
                if (known.size() >= MAX_CACHED) {
                    known.clear();
                }
                known.put(text, token);
            }
        }
        return Optional.ofNullable(token).filter(candidate -> clock.instant().isBefore(candidate.expiresAt()));
    }

    /** Whether to renew a token: a tenth of its lifetime has passed, and the next one would expire later. */
    public boolean due(SignedToken token, Instant end) {
        Instant now = clock.instant();
        return !now.isBefore(token.issuedAt().plus(lifetime.dividedBy(10)))
                && expiry(now, end).isAfter(token.expiresAt());
    }

    /** The lifetime of a new token for a session that ends at this instant. */
    public Duration timeLeft(Instant end) {
        Instant now = clock.instant();
        return Duration.between(now, expiry(now, end));
    }

    private Instant expiry(Instant now, Instant end) {
        Instant expiry = now.plus(lifetime);
        return (expiry.isBefore(end) ? expiry : end).truncatedTo(ChronoUnit.SECONDS);
    }

    private @Nullable SignedToken read(SignedTokenType type, String text) {
        try {
            JWSObject token = JWSObject.parse(text);
            SecretKey key = keyFor(type, token.getHeader());
            Base64URL signature = token.getSignature();
            // The decoder ignores blanks, foreign characters and the last two bits: only the canonical form is
            // accepted.
            boolean canonical = token.serialize().equals(text)
                    && Base64URL.encode(signature.decode()).equals(signature);
            if (key == null || !canonical || !token.verify(new MACVerifier(key))) {
                return null;
            }
            return claims(type, JWTClaimsSet.parse(token.getPayload().toString()));
        } catch (ParseException | JOSEException | IllegalArgumentException notAToken) {
            return null;
        }
    }

    private @Nullable SecretKey keyFor(SignedTokenType type, JWSHeader header) {
        boolean expected = JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && header.getType() != null
                && type.typ().equals(header.getType().getType())
                && HEADER_MEMBERS.equals(header.getIncludedParams());
        return expected ? keys.find(type, header.getKeyID()) : null;
    }

    private static @Nullable SignedToken claims(SignedTokenType type, JWTClaimsSet payload) throws ParseException {
        Map<String, String> claims = new HashMap<>();
        for (String name : type.claims()) {
            String value = payload.getStringClaim(name);
            if (value == null) {
                return null;
            }
            claims.put(name, value);
        }
        Date issued = payload.getIssueTime();
        Date expires = payload.getExpirationTime();
        return issued == null || expires == null || !List.of(type.audience()).equals(payload.getAudience())
                ? null
                : new SignedToken(Map.copyOf(claims), issued.toInstant(), expires.toInstant());
    }
}
