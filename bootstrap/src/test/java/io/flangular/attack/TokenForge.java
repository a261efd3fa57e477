package io.flangular.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a genuine token whatever an attacker could, and more: it knows the secret. So a refusal is never due to a
 * signature that is wrong by accident.
 */
public final class TokenForge {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String secret;

    /** With the secret of the application that is attacked. */
    public TokenForge(String secret) {
        this.secret = secret;
    }

    /** The same token with another header and other claims, and a signature that is right. */
    public String resigned(String token, Consumer<ObjectNode> header, Consumer<ObjectNode> claims) {
        String typ = header(token).get("typ").stringValue();
        String input = changed(header(token), header) + "." + changed(claims(token), claims);
        return input + "." + hmac("HmacSHA256", key(secret, typ), input);
    }

    /** The same token signed with a key of another secret. */
    public String signedByStranger(String token) {
        String input = token.substring(0, token.lastIndexOf('.'));
        String typ = header(token).get("typ").stringValue();
        return input + "." + hmac("HmacSHA256", key("the secret of another application", typ), input);
    }

    /** The same token, said to need no signature and without one. */
    public String unsigned(String token) {
        return changed(header(token), header -> header.put("alg", "none")) + "." + changed(claims(token), claims -> {})
                + ".";
    }

    /** The same token by HS384, with the right key. */
    public String hs384(String token) {
        String typ = header(token).get("typ").stringValue();
        String input = changed(header(token), header -> header.put("alg", "HS384")) + "."
                + changed(claims(token), claims -> {});
        return input + "." + hmac("HmacSHA384", key(secret, typ), input);
    }

    /** The same token by RS256, with a key of the attacker's own. */
    public String rs256(String token) {
        String input = changed(header(token), header -> header.put("alg", "RS256")) + "."
                + changed(claims(token), claims -> {});
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same token signed with a key that it brings along in its header. */
    public String withOwnKey(String token) {
        byte[] own = "a key that the attacker has chosen".getBytes(StandardCharsets.US_ASCII);
        String input = changed(
                        header(token),
                        header -> header.putObject("jwk").put("kty", "oct").put("k", encoded(own)))
                + "." + changed(claims(token), claims -> {});
        return input + "." + hmac("HmacSHA256", new SecretKeySpec(own, "HmacSHA256"), input);
    }

    /** A token of that type and audience with the claims of another and a signature that is right for the type. */
    public String ofType(String token, String typ, String audience) {
        String input = changed(header(token), header -> header.put("typ", typ)) + "."
                + changed(claims(token), claims -> claims.put("aud", audience));
        return input + "." + hmac("HmacSHA256", key(secret, typ), input);
    }

    /** The same token with one letter changed in that part of the three. */
    public static String tampered(String token, int part) {
        String[] parts = token.split("\\.");
        char[] letters = parts[part].toCharArray();
        int middle = letters.length / 2;
        letters[middle] = letters[middle] == 'A' ? 'B' : 'A';
        parts[part] = new String(letters);
        return String.join(".", parts);
    }

    /** The session that a token names. */
    public static String session(String token) {
        return claims(token).get("sid").stringValue();
    }

    private static ObjectNode header(String token) {
        return part(token, 0);
    }

    private static ObjectNode claims(String token) {
        return part(token, 1);
    }

    private static ObjectNode part(String token, int number) {
        JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
        return (ObjectNode) read;
    }

    private static String changed(ObjectNode part, Consumer<ObjectNode> change) {
        change.accept(part);
        return encoded(JSON.writeValueAsBytes(part));
    }

    private static SecretKey key(String secret, String typ) {
        try {
            byte[] purpose = ("flangular token " + typ).getBytes(StandardCharsets.UTF_8);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(purpose, 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hmac(String algorithm, SecretKey key, String input) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
