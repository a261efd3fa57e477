package io.flangular.security.secondfactor;

import io.flangular.domain.RandomBytes;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.domain.secondfactor.TotpSecret;
import io.flangular.security.secret.Secrets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with AES-256-GCM and a random initialization vector of 96 bits. The stored form is the id of the secret, a
 * dot, and vector and ciphertext in base64url.
 */
public final class SealedSecrets implements SecretSeal {
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String currentId;
    private final Map<String, SecretKey> keys;
    private final RandomBytes random;

    public SealedSecrets(Secrets secrets, RandomBytes random) {
        currentId = secrets.currentId();
        keys = secrets.keys("flangular second factor", "AES");
        this.random = random;
    }

    @Override
    public String seal(TotpSecret secret) {
        byte[] iv = random.next(IV_BYTES);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(currentId), iv).doFinal(secret.bytes());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        byte[] both = Arrays.copyOf(iv, iv.length + sealed.length);
        System.arraycopy(sealed, 0, both, iv.length, sealed.length);
        return currentId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    @Override
    public Optional<TotpSecret> open(String sealed) {
        SecretKey key = keys.get(id(sealed));
        if (key == null) {
            return Optional.empty();
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed.substring(sealed.indexOf('.') + 1));
            if (both.length < IV_BYTES) {
                return Optional.empty();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, IV_BYTES));
            return Optional.of(new TotpSecret(cipher.doFinal(both, IV_BYTES, both.length - IV_BYTES)));
        } catch (IllegalArgumentException | GeneralSecurityException tampered) {
            return Optional.empty();
        }
    }

    @Override
    public boolean outdated(String sealed) {
        return !currentId.equals(id(sealed));
    }

    private static String id(String sealed) {
        return sealed.substring(0, Math.max(0, sealed.indexOf('.')));
    }

    private static Cipher cipher(int mode, @Nullable SecretKey key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
