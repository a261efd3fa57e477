package io.flangular.web.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Where to go after the log-in: a path of this site and nowhere else. Browsers read {@code /\evil}, {@code /<tab>/evil}
 * and the like as another site, so only letters are let through that no browser reads in another way.
 */
final class NextPath {
    static final String HOME = "/";

    private static final int MAX_LENGTH = 2048;
    private static final Pattern SAFE = Pattern.compile("/(?:[A-Za-z0-9_\\-.?=&%#~][A-Za-z0-9_\\-./?=&%#~]*)?");

    private NextPath() {}

    /** Whether the path stays on this site, and does not log out at once. */
    static boolean isSafe(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return path.length() <= MAX_LENGTH
                && SAFE.matcher(path).matches()
                && Stream.of("%0d", "%0a", "%09", "%5c", "%2f%2f").noneMatch(lower::contains)
                && !logsOut(path);
    }

    /** Whether the path is that of the login page, however it is written; what cannot be decoded is taken for it. */
    private static boolean logsOut(String path) {
        try {
            String decoded = StringUtils.uriDecode(path.split("[?#]", 2)[0], StandardCharsets.UTF_8);
            return StringUtils.cleanPath(decoded).equalsIgnoreCase("/login");
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    /** The address of the login page from which that path follows. */
    static String loginBefore(@Nullable String path) {
        String next = safe(path);
        return HOME.equals(next) ? "/login" : "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The same path when it is safe, else the home page. */
    static String safe(@Nullable String path) {
        return path != null && isSafe(path) ? path : HOME;
    }
}
