package io.flangular.web.edge.head;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Host and port of the header {@code Host}.
 *
 * @param host in lower case; an IPv6 address in brackets
 * @param port -1 when none is named
 */
public record Authority(String host, int port) {
    private static final Pattern FORM = Pattern.compile(
            "((?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_.])?)|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    /** Parses an authority; null when it is malformed. */
    public static @Nullable Authority parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int port = form.group(2) == null ? -1 : Integer.parseInt(form.group(2));
        return port > 65_535 ? null : new Authority(form.group(1).toLowerCase(Locale.ROOT), port);
    }
}
