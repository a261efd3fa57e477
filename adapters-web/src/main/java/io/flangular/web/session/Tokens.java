package io.flangular.web.session;

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
import io.flangular.web.session.TokenType.Claims;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Issues and verifies tokens: JSON Web Tokens (RFC 7519) signed with HS256. Nothing is left to a token's header: it has
 * the one algorithm, the type that is expected, the name of a known key, and no other member. There is no clock skew.
 * Verified tokens are remembered, which makes a request about ten times cheaper than verifying anew.
 */
public final class Tokens {
    private static final Set<String> HEADER_MEMBERS = Set.of("alg", "typ", "kid");
    private static final int MAX_LENGTH = 1024;
    private static final int REMEMBERED = 10_000;

    private final TokenKeys keys;
    private final Clock clock;
    private final Duration lifetime;
    private final Map<TokenType, Map<String, Token>> verified = new EnumMap<>(TokenType.class);

    /** Tokens of sessions live that long, unless their session ends before. */
    public Tokens(TokenKeys keys, Clock clock, Duration lifetime) {
        this.keys = keys;
        this.clock = clock;
        this.lifetime = lifetime;
        for (TokenType type : TokenType.values()) {
            verified.put(type, new ConcurrentHashMap<>());
        }
    }

    /** A new token for a session that ends at that instant. */
    String issue(TokenType type, SessionId session, Instant end) {
        return issue(type, Map.of(Claims.SESSION, session.value()), expiry(clock.instant(), end));
    }

    /** A new token that says this and is good until then. */
    String issue(TokenType type, Map<String, String> claims, Instant expiresAt) {
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

    /** What a token says, provided that it is genuine, of that type, and has not expired. */
    Optional<Token> verify(TokenType type, String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, Token> known = remembered(type);
        Token token = known.get(text);
        if (token == null) {
            token = read(type, text);
            if (token != null) {
                remember(known, text, token);
            }
        }
        return Optional.ofNullable(token).filter(candidate -> clock.instant().isBefore(candidate.expiresAt()));
    }

    /** Whether it is time to replace a token: a tenth of its life has passed, and the next one would live longer. */
    boolean due(Token token, Instant end) {
        Instant now = clock.instant();
        return !now.isBefore(token.issuedAt().plus(lifetime.dividedBy(10)))
                && expiry(now, end).isAfter(token.expiresAt());
    }

    /** How long a new token of a session lives that ends at that instant. */
    Duration timeLeft(Instant end) {
        Instant now = clock.instant();
        return Duration.between(now, expiry(now, end));
    }

    private Instant expiry(Instant now, Instant end) {
        Instant expiry = now.plus(lifetime);
        return (expiry.isBefore(end) ? expiry : end).truncatedTo(ChronoUnit.SECONDS);
    }

    private @Nullable Token read(TokenType type, String text) {
        try {
            JWSObject token = JWSObject.parse(text);
            SecretKey key = keyFor(type, token.getHeader());
            Base64URL signature = token.getSignature();
            // The decoder ignores blanks, foreign letters and the last two bits: only one spelling counts.
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

    private @Nullable SecretKey keyFor(TokenType type, JWSHeader header) {
        boolean expected = JWSAlgorithm.HS256.equals(header.getAlgorithm())
                && header.getType() != null
                && type.typ().equals(header.getType().getType())
                && HEADER_MEMBERS.equals(header.getIncludedParams());
        return expected ? keys.find(type, header.getKeyID()) : null;
    }

    private static @Nullable Token claims(TokenType type, JWTClaimsSet payload) throws ParseException {
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
                : new Token(Map.copyOf(claims), issued.toInstant(), expires.toInstant());
    }

    /** When there are too many it begins anew: that costs less than to look for those which have expired. */
    private static void remember(Map<String, Token> known, String text, Token token) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(text, token);
    }

    private Map<String, Token> remembered(TokenType type) {
        Map<String, Token> known = verified.get(type);
        if (known == null) {
            throw new IllegalStateException("Nothing for " + type);
        }
        return known;
    }
}
