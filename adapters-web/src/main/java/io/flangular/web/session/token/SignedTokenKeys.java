package io.flangular.web.session.token;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The keys of signed tokens, one per secret and token type. The current secret signs; the others only verify. */
public final class SignedTokenKeys {
    private final String currentId;
    private final Map<SignedTokenType, Map<String, SecretKey>> keys = new EnumMap<>(SignedTokenType.class);

    /**
     * Derives the keys.
     *
     * @param currentId the id of the current secret
     * @param derivation derives a key from each secret, by id, for a purpose and an algorithm
     */
    public SignedTokenKeys(String currentId, BiFunction<String, String, Map<String, SecretKey>> derivation) {
        this.currentId = currentId;
        for (SignedTokenType type : SignedTokenType.values()) {
            keys.put(type, derivation.apply("flangular token " + type.typ(), "HmacSHA256"));
        }
    }

    String currentId() {
        return currentId;
    }

    SecretKey current(SignedTokenType type) {
        return Objects.requireNonNull(find(type, currentId));
    }

    /** The key with an id, for tokens of a type; null when it is unknown. */
    @Nullable
    SecretKey find(SignedTokenType type, @Nullable String id) {
        Map<String, SecretKey> byId = keys.get(type);
        return byId == null || id == null ? null : byId.get(id);
    }
}
