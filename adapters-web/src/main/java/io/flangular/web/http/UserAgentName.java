package io.flangular.web.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives a readable name from a {@code User-Agent}, such as "Firefox on Linux". */
public final class UserAgentName {
    /** The first that is found counts, since most browsers also claim to be others. */
    private static final List<Known> BROWSERS = List.of(
            known("Edge", "Edg/", "EdgA/", "EdgiOS/", "Edge/"),
            known("Opera", "OPR/", "OPiOS/"),
            known("Vivaldi", "Vivaldi/"),
            known("Samsung Internet", "SamsungBrowser/"),
            known("Firefox", "Firefox/", "FxiOS/"),
            known("Chrome", "Chrome/", "CriOS/"),
            known("Safari", "Safari/"),
            known("curl", "curl/"),
            known("Wget", "Wget/"),
            known("HTTPie", "HTTPie/"),
            known("Python", "python-requests/", "Python-urllib/"),
            known("Java", "Java-http-client/"));

    private static final List<Known> SYSTEMS = List.of(
            known("Windows", "Windows"),
            known("Android", "Android"),
            known("iPhone", "iPhone"),
            known("iPad", "iPad"),
            known("ChromeOS", "CrOS"),
            known("macOS", "Macintosh"),
            known("Linux", "Linux"));

    private UserAgentName() {}

    /** The name; null when it says nothing, or nothing that is known. */
    public static @Nullable String of(@Nullable String userAgent) {
        String browser = userAgent == null ? null : first(BROWSERS, userAgent);
        String system = userAgent == null ? null : first(SYSTEMS, userAgent);
        return browser == null || system == null ? browser : browser + " on " + system;
    }

    private static @Nullable String first(List<Known> all, String userAgent) {
        return all.stream()
                .filter(each -> each.marks.stream().anyMatch(userAgent::contains))
                .map(Known::name)
                .findFirst()
                .orElse(null);
    }

    /** A name and the marks by which it is known. */
    private record Known(String name, List<String> marks) {}

    private static Known known(String name, String... marks) {
        return new Known(name, List.of(marks));
    }
}
