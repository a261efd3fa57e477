package io.flangular.web.http;

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
public final class SafeRedirect {
    public static final String HOME = "/";

    /** Also the limit of the redirect that contains the path: proxies accept response headers of 4 KB. */
    private static final int MAX_LENGTH = 2048;

    private static final String UNSAFE_AFTER_SLASH = "/@:+!$'()*,&=";
    /** Allowed in a path besides letters, marks and numbers. */
    private static final String SAFE_IN_PATH = "_-.~%" + UNSAFE_AFTER_SLASH;

    private static final Pattern SAFE_REST = Pattern.compile("(?:[?#][^\\p{C}\\p{Zl}\\p{Zp}]*)?");
    /** Characters that a URI may contain unencoded (RFC 3986). */
    private static final String PLAIN = SAFE_IN_PATH + "?#[];";

    private SafeRedirect() {}

    /** Whether the path stays on this site, and is not the login page, which would log out at once. */
    static boolean isSafe(String next) {
        if (next.length() > MAX_LENGTH) {
            return false;
        }
        String path = path(next);
        String lower = path.toLowerCase(Locale.ROOT);
        return isSafePath(path)
                && SAFE_REST.matcher(next.substring(path.length())).matches()
                && Stream.of("%0d", "%0a", "%09", "%5c", "%2f%2f").noneMatch(lower::contains)
                && !isLoginPage(path);
    }

    private static boolean isSafePath(String path) {
        return path.startsWith("/")
                && (path.length() == 1 || UNSAFE_AFTER_SLASH.indexOf(path.charAt(1)) < 0)
                && path.codePoints().allMatch(SafeRedirect::isSafeInPath);
    }

    private static boolean isSafeInPath(int codePoint) {
        // The categories from UPPERCASE_LETTER to OTHER_NUMBER are those of letters, marks and numbers.
        int category = Character.getType(codePoint);
        return category >= Character.UPPERCASE_LETTER && category <= Character.OTHER_NUMBER
                || SAFE_IN_PATH.indexOf(codePoint) >= 0;
    }

    /** Whether the path is that of the login page, in any spelling. A path that cannot be decoded counts as one. */
    private static boolean isLoginPage(String path) {
        try {
            String decoded = StringUtils.uriDecode(path, StandardCharsets.UTF_8);
            if (!decoded.toLowerCase(Locale.ROOT).contains("login")) {
                return false;
            }
            Deque<String> segments = new ArrayDeque<>();
            for (String segment : decoded.split("/")) {
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
    public static String loginUrl(@Nullable String path) {
        String next = safe(path);
        String encoded = URLEncoder.encode(next, StandardCharsets.UTF_8);
        return HOME.equals(next) || encoded.length() > MAX_LENGTH ? "/login" : "/login?next=" + encoded;
    }

    /** The path, percent-encoded for the {@code Location} header, when it is safe; else the home page. */
    public static String safe(@Nullable String path) {
        String next = path != null && isSafe(path) ? encoded(path) : HOME;
        return next.length() > MAX_LENGTH ? HOME : next;
    }

    private static String path(String next) {
        int end = 0;
        while (end < next.length() && next.charAt(end) != '?' && next.charAt(end) != '#') {
            end++;
        }
        return next.substring(0, end);
    }

    private static String encoded(String next) {
        StringBuilder encoded = new StringBuilder(next.length());
        int end;
        for (int i = 0; i < next.length(); i = end) {
            int codePoint = next.codePointAt(i);
            end = i + Character.charCount(codePoint);
            boolean plain = codePoint < 128 && (Character.isLetterOrDigit(codePoint) || PLAIN.indexOf(codePoint) >= 0);
            if (plain) {
                encoded.append((char) codePoint);
            } else {
                encoded.append(UriUtils.encode(next.substring(i, end), StandardCharsets.UTF_8));
            }
        }
        return encoded.toString();
    }
}
