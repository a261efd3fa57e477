package io.flangular.security.secondfactor;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import io.flangular.domain.secondfactor.CodeNormalizer;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.TotpSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits by HMAC-SHA-1, which every authenticator knows. */
public final class TotpPasswords implements OneTimePasswords {
    private static final int STEP_SECONDS = 30;

    private final HmacOneTimePasswordGenerator generator = new HmacOneTimePasswordGenerator();

    @Override
    public OptionalLong step(TotpSecret secret, String typed, Instant instant) {
        String digits = CodeNormalizer.normalized(typed);
        SecretKey key = new SecretKeySpec(secret.bytes(), generator.getAlgorithm());
        long now = Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
        return LongStream.of(now, now - 1, now + 1)
                .filter(step -> equal(code(key, step), digits))
                .findFirst();
    }

    private String code(SecretKey key, long step) {
        try {
            return generator.generateOneTimePasswordString(key, step, Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Compares in constant time. */
    private static boolean equal(String code, String typed) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.US_ASCII), typed.getBytes(StandardCharsets.UTF_8));
    }
}
