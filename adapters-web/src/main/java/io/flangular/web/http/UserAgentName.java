package io.flangular.web.http;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives a readable name from a {@code User-Agent}, such as "Firefox on Linux". */
public final class UserAgentName {
    /** Names with the substrings that identify them. The first match counts, since most browsers claim to be others. */
    private static final List<Map.Entry<String, List<String>>> BROWSERS = List.of(
            entry("Edge", List.of("Edg/", "EdgA/", "EdgiOS/", "Edge/")),
            entry("Opera", List.of("OPR/", "OPiOS/")),
            entry("Vivaldi", List.of("Vivaldi/")),
            entry("Samsung Internet", List.of("SamsungBrowser/")),
            entry("Firefox", List.of("Firefox/", "FxiOS/")),
            entry("Chrome", List.of("Chrome/", "CriOS/")),
            entry("Safari", List.of("Safari/")),
            entry("curl", List.of("curl/")),
            entry("Wget", List.of("Wget/")),
            entry("HTTPie", List.of("HTTPie/")),
            entry("Python", List.of("python-requests/", "Python-urllib/")),
            entry("Java", List.of("Java-http-client/")));

    private static final List<Map.Entry<String, List<String>>> SYSTEMS = List.of(
            entry("Windows", List.of("Windows")),
            entry("Android", List.of("Android")),
            entry("iPhone", List.of("iPhone")),
            entry("iPad", List.of("iPad")),
            entry("ChromeOS", List.of("CrOS")),
            entry("macOS", List.of("Macintosh")),
            entry("Linux", List.of("Linux")));

    private UserAgentName() {}

    /** The name; null when the browser is unknown. */
    public static @Nullable String of(@Nullable String userAgent) {
        String browser = userAgent == null ? null : first(BROWSERS, userAgent);
        String system = userAgent == null ? null : first(SYSTEMS, userAgent);
        return browser == null || system == null ? browser : browser + " on " + system;
    }

    private static @Nullable String first(List<Map.Entry<String, List<String>>> all, String userAgent) {
        return all.stream()
                .filter(each -> each.getValue().stream().anyMatch(userAgent::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
