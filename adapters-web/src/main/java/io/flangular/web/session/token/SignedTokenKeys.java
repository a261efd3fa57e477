package io.flangular.web.session.token;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the tokens: for each secret a key per token type. The current secret signs; tokens that the others signed
 * are good until they expire.
 */
public final class SignedTokenKeys {
    private final String currentId;
    private final Map<SignedTokenType, Map<String, SecretKey>> keys = new EnumMap<>(SignedTokenType.class);

    /**
     * Derives the keys.
     *
     * @param currentId the id of the current secret
     * @param derivation for a purpose and an algorithm, a key of every secret by the secret's id
     */
    public SignedTokenKeys(String currentId, BiFunction<String, String, Map<String, SecretKey>> derivation) {
        this.currentId = currentId;
        for (SignedTokenType type : SignedTokenType.values()) {
            keys.put(type, derivation.apply("flangular token " + type.typ(), "HmacSHA256"));
        }
    }

    /** The name of the key that signs. */
    String currentId() {
        return currentId;
    }

    /** The key that signs tokens of a type. */
    SecretKey current(SignedTokenType type) {
        SecretKey key = find(type, currentId);
        if (key == null) {
            throw new IllegalStateException("No key for " + type);
        }
        return key;
    }

    /** The key of that name for tokens of a type; null when there is none of that name. */
    @Nullable
    SecretKey find(SignedTokenType type, @Nullable String id) {
        Map<String, SecretKey> byId = keys.get(type);
        return byId == null || id == null ? null : byId.get(id);
    }
}
