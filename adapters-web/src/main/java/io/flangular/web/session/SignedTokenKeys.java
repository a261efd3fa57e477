package io.flangular.web.session;

import io.flangular.web.Secrets;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the tokens: for each secret a key per token type. The current secret signs; tokens that the others signed
 * are good until they expire.
 */
public final class SignedTokenKeys {
    private final String currentId;
    private final Map<SignedTokenType, Map<String, SecretKey>> keys = new EnumMap<>(SignedTokenType.class);

    /** Derived from these. */
    public SignedTokenKeys(Secrets secrets) {
        currentId = secrets.currentId();
        for (SignedTokenType type : SignedTokenType.values()) {
            keys.put(type, secrets.keys("flangular token " + type.typ(), "HmacSHA256"));
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
