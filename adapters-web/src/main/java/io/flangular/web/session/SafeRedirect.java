package io.flangular.web.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * Validates the target of the redirect after a login (parameter {@code next}) against open redirects: only paths of
 * this site are allowed. Browsers read {@code /\\evil}, {@code /<tab>/evil} and the like as another site, so a path may
 * contain only characters that no browser interprets differently. Query and fragment cannot lead to another site and
 * may contain any printable character.
 */
final class SafeRedirect {
    static final String HOME = "/";

    /** Also the limit of the redirect that contains the path: proxies accept response headers of 4 KB. */
    private static final int MAX_LENGTH = 2048;

    private static final Pattern SAFE_PATH =
            Pattern.compile("/(?:[\\p{L}\\p{M}\\p{N}_\\-.~%][\\p{L}\\p{M}\\p{N}_\\-.~%/@:+!$'()*,&=]*)?");
    private static final Pattern SAFE_REST = Pattern.compile("(?:[?#][^\\p{C}\\p{Zl}\\p{Zp}]*)?");
    /** Characters that a URI may contain unencoded (RFC 3986). */
    private static final String PLAIN = "-._~%/@:+!$'()*,&=?#[];";

    private SafeRedirect() {}

    /** Whether the path stays on this site, and is not the login page, which would log out at once. */
    static boolean isSafe(String next) {
        String path = path(next);
        String lower = path.toLowerCase(Locale.ROOT);
        return next.length() <= MAX_LENGTH
                && SAFE_PATH.matcher(path).matches()
                && SAFE_REST.matcher(next.substring(path.length())).matches()
                && Stream.of("%0d", "%0a", "%09", "%5c", "%2f%2f").noneMatch(lower::contains)
                && !logsOut(path);
    }

    /** Whether the path is that of the login page, in any spelling. A path that cannot be decoded counts as one. */
    private static boolean logsOut(String path) {
        try {
            Deque<String> segments = new ArrayDeque<>();
            for (String segment :
                    StringUtils.uriDecode(path, StandardCharsets.UTF_8).split("/")) {
                if (segment.equals("..")) {
                    segments.pollLast();
                } else if (!segment.isEmpty() && !segment.equals(".")) {
                    segments.add(segment);
                }
            }
            return segments.size() == 1 && segments.getFirst().equalsIgnoreCase("login");
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    /** The URL of the login page that redirects to the path after the login. */
    static String loginBefore(@Nullable String path) {
        String next = safe(path);
        String encoded = URLEncoder.encode(next, StandardCharsets.UTF_8);
        return HOME.equals(next) || encoded.length() > MAX_LENGTH ? "/login" : "/login?next=" + encoded;
    }

    /** The path, percent-encoded for the {@code Location} header, when it is safe; else the home page. */
    static String safe(@Nullable String path) {
        String next = path != null && isSafe(path) ? encoded(path) : HOME;
        return next.length() > MAX_LENGTH ? HOME : next;
    }

    private static String path(String next) {
        return next.split("[?#]", 2)[0];
    }

    private static String encoded(String next) {
        StringBuilder encoded = new StringBuilder();
        next.codePoints().forEach(codePoint -> {
            boolean plain = codePoint < 128 && (Character.isLetterOrDigit(codePoint) || PLAIN.indexOf(codePoint) >= 0);
            String text = Character.toString(codePoint);
            encoded.append(plain ? text : UriUtils.encode(text, StandardCharsets.UTF_8));
        });
        return encoded.toString();
    }
}
