package io.flangular.security.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The secrets that all keys are derived from, each with an id that does not disclose it. The first is the
 * current one; signatures and ciphertexts of the others are still accepted.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;

    private final Map<String, byte[]> byId = new LinkedHashMap<>();
    private final String currentId;

    /** At least one secret, the current one first, each of at least 32 unpredictable bytes. */
    public Secrets(List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There must be a secret.");
        }
        for (byte[] secret : secrets) {
            if (secret.length < KEY_BYTES) {
                throw new IllegalArgumentException("A secret must have at least 32 bytes.");
            }
            byId.putIfAbsent(id(secret), secret.clone());
        }
        currentId = byId.keySet().iterator().next();
    }

    /** The ids of all secrets. */
    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** The id of the secret to sign and encrypt with. */
    public String currentId() {
        return currentId;
    }

    /**
     * Derives a key of 32 bytes from each secret by HKDF-SHA256 (RFC 5869), by id. Keys of different purposes are
     * independent.
     */
    public Map<String, SecretKey> keys(String purpose, String algorithm) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        byId.forEach((id, secret) -> keys.put(id, derive(secret, purpose, algorithm, KEY_BYTES)));
        return Map.copyOf(keys);
    }

    private static String id(byte[] secret) {
        byte[] id = derive(secret, "flangular key id", "Generic", 6).getEncoded();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
