package io.flangular.web.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.flangular.domain.SettableClock;
import io.flangular.domain.session.SessionId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedTokenCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final SessionId SESSION = new SessionId("the-session");
    private static final Instant FAR = NOW.plus(Duration.ofHours(8));
    private static final byte[] SECRET = secret('a');

    private final SettableClock clock = new SettableClock(NOW);
    private final SignedTokenKeys keys = TestKeys.of(SECRET);
    private final SignedTokenCodec tokens = new SignedTokenCodec(keys, clock, LIFETIME);

    @Test
    void aTokenContainsItsSession() {
        String token = tokens.issue(SignedTokenType.SESSION, SESSION, FAR);

        assertThat(verify(token)).contains(new SignedToken(Map.of("sid", "the-session"), NOW, NOW.plus(LIFETIME)));
        assertThat(verify(token).orElseThrow().session()).isEqualTo(SESSION);
    }

    @Test
    void theLatestOfManyVerifiedTokensIsCached() {
        for (int i = 0; i <= 10_000; i++) {
            assertThat(verify(tokens.issue(SignedTokenType.SESSION, new SessionId("session " + i), FAR)))
                    .isPresent();
        }
        String token = tokens.issue(SignedTokenType.SESSION, SESSION, FAR);

        assertThat(verify(token).orElseThrow()).isSameAs(verify(token).orElseThrow());
    }

    @Test
    void aTokenExpiresToTheSecond() {
        String token = tokens.issue(SignedTokenType.SESSION, SESSION, FAR);

        clock.set(NOW.plus(LIFETIME).minusMillis(1));
        assertThat(verify(token)).isPresent();
        assertThat(new SignedTokenCodec(keys, clock, LIFETIME).verify(SignedTokenType.SESSION, token))
                .isPresent();
        clock.set(NOW.plus(LIFETIME));
        assertThat(verify(token)).isEmpty();
        assertThat(new SignedTokenCodec(keys, clock, LIFETIME).verify(SignedTokenType.SESSION, token))
                .isEmpty();
    }

    @Test
    void aTokenDoesNotOutliveItsSession() {
        String token = tokens.issue(SignedTokenType.SESSION, SESSION, NOW.plusSeconds(60));

        clock.set(NOW.plusSeconds(60));
        assertThat(verify(token)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsRefused(SignedTokenType type) {
        byte[] token = issue(type).getBytes(StandardCharsets.ISO_8859_1);
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] flipped = token.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.verify(type, new String(flipped, StandardCharsets.ISO_8859_1)))
                    .describedAs("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void malformedTokensAreRefused() {
        for (String text : List.of("", ".", "..", "...", "a.b.c", "é", "x".repeat(5000))) {
            assertThat(verify(text)).describedAs(text).isEmpty();
        }
    }

    @Test
    void nonCanonicalEncodingsAreRefused() {
        String token = tokens.issue(SignedTokenType.SESSION, SESSION, FAR);

        for (String spelling : List.of(token + "=", token + "\n", token + " ", " " + token, token + ".")) {
            assertThat(verify(spelling)).describedAs(spelling).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfOneTypeIsNotAcceptedAsAnother(SignedTokenType type) {
        for (SignedTokenType other : SignedTokenType.values()) {
            assertThat(tokens.verify(other, issue(type)).isPresent())
                    .describedAs(other.name())
                    .isEqualTo(other == type);
        }
    }

    @Test
    void theTypesHaveDifferentKeys() {
        assertThat(Stream.of(SignedTokenType.values())
                        .map(type -> HexFormat.of().formatHex(keys.current(type).getEncoded())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenSignedWithTheKeyOfAnotherTypeIsRefused(SignedTokenType type) throws Exception {
        for (SignedTokenType other : SignedTokenType.values()) {
            JWSObject token = new JWSObject(header(type).build(), new Payload(claims(type)));
            token.sign(new MACSigner(keys.current(other)));

            assertThat(tokens.verify(type, token.serialize()).isPresent())
                    .describedAs(other.name())
                    .isEqualTo(other == type);
        }
    }

    @Test
    void aTokenHasTheClaimsOfItsType() {
        assertThatThrownBy(() -> tokens.issue(SignedTokenType.DEVICE, Map.of("sub", "1"), FAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue(SignedTokenType.SESSION, Map.of("sid", "1", "sub", "1"), FAR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherAlgorithmsAreRefused() throws Exception {
        JWSHeader longer = new JWSHeader.Builder(JWSAlgorithm.HS384)
                .type(new JOSEObjectType("session+jwt"))
                .keyID(keys.currentId())
                .build();
        JWSObject hs384 = new JWSObject(longer, new Payload(claims()));
        hs384.sign(new MACSigner(secret('k', 64)));
        JWSObject rs256 = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("session+jwt"))
                        .keyID(keys.currentId())
                        .build(),
                new Payload(claims()));
        rs256.sign(new RSASSASigner(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));

        assertThat(verify(hs384.serialize())).isEmpty();
        assertThat(verify(rs256.serialize())).isEmpty();
        String payload = new Payload(claims()).toBase64URL().toString();
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String none =
                    "{\"alg\":\"" + algorithm + "\",\"typ\":\"session+jwt\",\"kid\":\"" + keys.currentId() + "\"}";
            assertThat(verify(base64(none) + "." + payload + ".")).isEmpty();
        }
    }

    @Test
    void aTokenSignedByTheTestIsAccepted() throws Exception {
        assertThat(verify(signed(header(), claims()))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingClaimIsRefused(SignedTokenType type) throws Exception {
        for (String name : claims(type).keySet()) {
            Map<String, Object> claims = claims(type);
            claims.remove(name);
            JWSObject token = new JWSObject(header(type).build(), new Payload(claims));
            token.sign(new MACSigner(keys.current(type)));
            assertThat(tokens.verify(type, token.serialize())).describedAs(name).isEmpty();
        }
    }

    @Test
    void aClaimOfTheWrongTypeIsRefused() throws Exception {
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "aud", "api", "sid", 1, "iat", "now", "exp", "never")
                .entrySet()) {
            Map<String, Object> claims = claims();
            claims.put(wrong.getKey(), wrong.getValue());
            assertThat(verify(signed(header(), claims)))
                    .describedAs(wrong.getKey())
                    .isEmpty();
        }
        Map<String, Object> both = claims();
        both.put("aud", List.of("pages", "api"));
        assertThat(verify(signed(header(), both))).isEmpty();
    }

    @Test
    void anUnexpectedHeaderIsRefusedDespiteAValidSignature() throws Exception {
        for (String id :
                List.of("../../dev/null", "' or 1=1 --", "http://evil.example/key", "", keys.currentId() + " ")) {
            assertThat(verify(signed(header().keyID(id), claims())))
                    .describedAs(id)
                    .isEmpty();
        }
        URI evil = URI.create("http://127.0.0.1:1/key");
        assertThat(verify(signed(header().jwkURL(evil), claims()))).isEmpty();
        assertThat(verify(signed(header().x509CertURL(evil), claims()))).isEmpty();
        assertThat(verify(signed(header().keyID(null), claims()))).isEmpty();
        assertThat(verify(signed(header().type(JOSEObjectType.JWT), claims()))).isEmpty();
        assertThat(verify(signed(header().type(null), claims()))).isEmpty();
        assertThat(verify(signed(header().customParam("x", 1), claims()))).isEmpty();
    }

    @Test
    void aKeyInTheHeaderIsIgnored() throws Exception {
        OctetSequenceKey own = new OctetSequenceKey.Builder(secret('e')).build();
        String header = "{\"alg\":\"HS256\",\"typ\":\"session+jwt\",\"kid\":\"" + keys.currentId() + "\",\"jwk\":"
                + own.toJSONString() + "}";
        String input =
                base64(header) + "." + new Payload(claims()).toBase64URL().toString();
        String signature = new MACSigner(own)
                .sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(StandardCharsets.UTF_8))
                .toString();

        assertThat(verify(input + "." + signature)).isEmpty();
    }

    @Test
    void afterARotationOldTokensAreValidUntilTheSecretIsRemoved() {
        String old = tokens.issue(SignedTokenType.SESSION, SESSION, FAR);
        SignedTokenCodec rotated = new SignedTokenCodec(TestKeys.of(secret('b'), SECRET), clock, LIFETIME);
        SignedTokenCodec later = new SignedTokenCodec(TestKeys.of(secret('b')), clock, LIFETIME);

        assertThat(rotated.verify(SignedTokenType.SESSION, old)).isPresent();
        assertThat(later.verify(SignedTokenType.SESSION, old)).isEmpty();
        assertThat(later.verify(SignedTokenType.SESSION, rotated.issue(SignedTokenType.SESSION, SESSION, FAR)))
                .isPresent();
    }

    @Test
    void aTokenIsDueForRenewalAfterATenthOfItsLifetime() {
        SignedToken token =
                verify(tokens.issue(SignedTokenType.SESSION, SESSION, FAR)).orElseThrow();

        clock.set(NOW.plusSeconds(59));
        assertThat(tokens.due(token, FAR)).isFalse();
        clock.set(NOW.plusSeconds(60));
        assertThat(tokens.due(token, FAR)).isTrue();
        assertThat(tokens.due(token, token.expiresAt())).isFalse();
    }

    private Optional<SignedToken> verify(String token) {
        return tokens.verify(SignedTokenType.SESSION, token);
    }

    private String issue(SignedTokenType type) {
        Map<String, String> claims = new HashMap<>();
        type.claims().forEach(name -> claims.put(name, "the-" + name));
        return tokens.issue(type, claims, NOW.plus(LIFETIME));
    }

    private JWSHeader.Builder header() {
        return header(SignedTokenType.SESSION);
    }

    private JWSHeader.Builder header(SignedTokenType type) {
        return new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(type.typ()))
                .keyID(keys.currentId());
    }

    private static Map<String, Object> claims() {
        return claims(SignedTokenType.SESSION);
    }

    private static Map<String, Object> claims(SignedTokenType type) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("aud", type.audience());
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.plus(LIFETIME).getEpochSecond());
        type.claims().forEach(name -> claims.put(name, "the-" + name));
        return claims;
    }

    private String signed(JWSHeader.Builder header, Map<String, Object> claims) throws Exception {
        JWSObject token = new JWSObject(header.build(), new Payload(claims));
        token.sign(new MACSigner(keys.current(SignedTokenType.SESSION)));
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] secret(char letter) {
        return secret(letter, 32);
    }

    private static byte[] secret(char letter, int length) {
        return String.valueOf(letter).repeat(length).getBytes(StandardCharsets.UTF_8);
    }
}
