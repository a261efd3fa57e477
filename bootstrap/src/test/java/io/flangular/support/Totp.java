package io.flangular.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: six digits every thirty seconds (RFC 6238), implemented independently of the main code. */
public final class Totp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;

    /** With a key as it is shown to people. */
    public Totp(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int read = 0;
        for (char letter : base32.toCharArray()) {
            bits = bits << 5 | BASE32.indexOf(letter);
            read += 5;
            if (read >= 8) {
                read -= 8;
                bytes.put((byte) (bits >> read));
            }
        }
        key = bytes.array();
    }

    /** The time step now. */
    public static long now() {
        return System.currentTimeMillis() / 30_000;
    }

    /** The code of a time step. */
    public String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 15;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
