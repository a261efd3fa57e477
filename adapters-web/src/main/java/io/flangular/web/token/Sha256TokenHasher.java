package io.flangular.web.token;

import io.flangular.domain.token.TokenHash;
import io.flangular.domain.token.TokenHasher;
import io.flangular.domain.token.TokenSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes with SHA-256, in hexadecimal: any tool can tell the hash of a secret that turned up somewhere. */
public final class Sha256TokenHasher implements TokenHasher {
    @Override
    public TokenHash hash(TokenSecret secret) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(secret.value().getBytes(StandardCharsets.US_ASCII));
            return new TokenHash(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
