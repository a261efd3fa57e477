package io.flangular.web.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the tokens: for each secret a key per token type, derived with HKDF-SHA256 (RFC 5869), and a name. The
 * first secret signs; tokens that the others signed are good until they expire.
 */
public final class TokenKeys {
    private final List<Generation> generations;

    /** From one secret or more, the current one first; each must have 32 unpredictable bytes at least. */
    public TokenKeys(List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There must be a secret.");
        }
        generations = secrets.stream().map(Generation::of).toList();
    }

    /** The name of the key that signs. */
    String currentId() {
        return generations.getFirst().id();
    }

    /** The key that signs tokens of a type. */
    SecretKey current(TokenType type) {
        return generations.getFirst().key(type);
    }

    /** The key of that name for tokens of a type; null when there is none of that name. */
    @Nullable
    SecretKey find(TokenType type, @Nullable String id) {
        for (Generation generation : generations) {
            if (generation.id().equals(id)) {
                return generation.key(type);
            }
        }
        return null;
    }

    private record Generation(String id, Map<TokenType, SecretKey> keys) {
        static Generation of(byte[] secret) {
            if (secret.length < 32) {
                throw new IllegalArgumentException("A secret has 32 bytes or more.");
            }
            Map<TokenType, SecretKey> keys = new EnumMap<>(TokenType.class);
            for (TokenType type : TokenType.values()) {
                keys.put(type, derive(secret, "flangular token " + type.typ(), 32));
            }
            byte[] id = derive(secret, "flangular key id", 6).getEncoded();
            return new Generation(Base64.getUrlEncoder().withoutPadding().encodeToString(id), keys);
        }

        SecretKey key(TokenType type) {
            SecretKey key = keys.get(type);
            if (key == null) {
                throw new IllegalStateException("No key for " + type);
            }
            return key;
        }

        private static SecretKey derive(byte[] secret, String purpose, int length) {
            try {
                return KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "HmacSHA256",
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(secret)
                                        .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
