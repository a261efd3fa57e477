package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags of rows and lists, and the conditions that requests put on them (RFC 9110, section 13). */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    /** An optional tag, up to the next comma or the end. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*+(?:(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\")?+[ \\t]*+(?:,|$)");

    /** The version of a row, after its id where the tag has one. */
    private static final Pattern VERSION = Pattern.compile("(?:([1-9][0-9]{0,17})\\.)?([1-9][0-9]{0,17})");

    private static final Pattern CODING =
            Pattern.compile("(?:--?|;)(?:x-)?(?:gzip|deflate|br|zstd|compress)$", Pattern.CASE_INSENSITIVE);
    private static final int HASH_BYTES = 16;

    private EntityTags() {}

    /** The tag of a row at its own URL: its version. */
    static String of(Stored<?> row) {
        return "\"" + row.version() + "\"";
    }

    /** The tag of the row found by a search: id and version, since the same search may find another row later. */
    static String ofFound(Stored<?> row) {
        return "\"" + row.id() + "." + row.version() + "\"";
    }

    /** The tag of a list: a hash of its body and its links. */
    static String of(byte[] body, @Nullable String link) {
        byte[] hash = sha256(body, (link == null ? "" : link).getBytes(StandardCharsets.UTF_8));
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES)) + "\"";
    }

    /** The hash of the concatenation. */
    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether {@code If-None-Match} matches the tag. */
    static boolean unchanged(List<String> ifNoneMatch, String tag) {
        String own = tag.substring(1, tag.length() - 1);
        for (String line : ifNoneMatch) {
            if (line.strip().equals("*")) {
                return true;
            }
            Matcher tags = TAG.matcher(line);
            while (tags.find()) {
                if (own.equals(tags.group(2)) || own.equals(withoutCoding(tags.group(2)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The versions of a row that {@code If-Match} accepts; proxies may have changed the form of the tags. A malformed
     * header is {@link DomainException.Invalid}; one with only foreign tags accepts no version.
     */
    static Versions accepted(List<String> ifMatch, @Nullable Long id) {
        if (ifMatch.isEmpty()) {
            return Versions.ANY;
        }
        String header = String.join(", ", ifMatch).strip();
        if (header.equals("*")) {
            return Versions.ANY;
        }
        Set<Long> versions = new HashSet<>();
        for (String opaque : parsed(header)) {
            Matcher version = VERSION.matcher(withoutCoding(opaque));
            if (version.matches()
                    && (version.group(1) == null
                            || Long.valueOf(version.group(1)).equals(id))) {
                versions.add(Long.valueOf(version.group(2)));
            }
        }
        return Versions.oneOf(versions);
    }

    /** The message for {@code If-Match} without any entity tag of a row. */
    static String foreign(List<String> ifMatch) {
        return "If-Match has no ETag of a row, but "
                + shortened(String.join(", ", ifMatch).strip())
                + ". Send the ETag that came with the row, such as \"2\".";
    }

    /** The opaque tags in a list, which may have empty elements. */
    private static List<String> parsed(String header) {
        List<String> tags = new ArrayList<>();
        Matcher element = ELEMENT.matcher(header);
        while (element.lookingAt()) {
            if (element.group(1) != null) {
                tags.add(element.group(1));
            }
            if (element.end() == header.length()) {
                if (tags.isEmpty()) {
                    break;
                }
                return tags;
            }
            element.region(element.end(), header.length());
        }
        String rest = header.substring(element.regionStart());
        throw new DomainException.Invalid("If-Match must be the ETag of the row with its quotes, such as \"2\", not "
                + (header.isEmpty() ? "empty" : shortened(rest)) + ". Nothing was changed.");
    }

    /** Without the suffix for a compressed body: {@code 2-gzip} of Apache, {@code 2--gzip} of Jetty, {@code 2;gzip}. */
    private static String withoutCoding(String opaque) {
        return CODING.matcher(opaque).replaceFirst("");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
