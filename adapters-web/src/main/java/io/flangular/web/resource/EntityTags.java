package io.flangular.web.resource;

import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags of rows and lists, and the conditions that requests put on them (RFC 9110, section 13). */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final int HASH_BYTES = 16;

    private EntityTags() {}

    /** A row's tag is its version. */
    static String of(Stored<?> row) {
        return "\"" + row.version() + "\"";
    }

    /** A list's tag is a hash of what the list says. */
    static String of(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "\""
                    + new String(
                            Base64.getUrlEncoder().withoutPadding().encode(Arrays.copyOf(hash, HASH_BYTES)),
                            StandardCharsets.US_ASCII)
                    + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether {@code If-None-Match} says that the caller has this already. */
    static boolean unchanged(List<String> ifNoneMatch, String tag) {
        for (String line : ifNoneMatch) {
            if (line.strip().equals("*")) {
                return true;
            }
            Matcher tags = TAG.matcher(line);
            while (tags.find()) {
                if (tag.equals("\"" + tags.group(2) + "\"")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The versions that {@code If-Match} accepts; a weak tag, or one that we never gave, matches none. */
    static Versions accepted(List<String> ifMatch) {
        if (ifMatch.isEmpty() || ifMatch.stream().anyMatch(line -> line.strip().equals("*"))) {
            return Versions.ANY;
        }
        Set<Long> versions = new HashSet<>();
        for (String line : ifMatch) {
            Matcher tags = TAG.matcher(line);
            while (tags.find()) {
                if (tags.group(1) == null && tags.group(2).matches("[1-9][0-9]{0,17}")) {
                    versions.add(Long.valueOf(tags.group(2)));
                }
            }
        }
        return Versions.oneOf(versions);
    }
}
