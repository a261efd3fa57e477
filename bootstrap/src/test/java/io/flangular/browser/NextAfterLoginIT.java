package io.flangular.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The redirect after a log-in, as a real browser parses it, never leads to another site (OWASP ASVS 5.0, 3.7.2). */
@SharesApplication
class NextAfterLoginIT extends BrowserTestBase {
    private static final int COUNT = 10_000;
    private static final Pattern HIDDEN = Pattern.compile("name=\"next\"[^>]*value=\"([^\"]*)\"");

    /** What has led browsers astray elsewhere; put together at random it makes the rest of the values. */
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "///",
            "\\",
            "/\\",
            "\\/",
            "\\\\",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\u0000",
            "\u000b",
            "\f",
            " ",
            "\u00a0",
            "\u2028",
            "\u3000",
            "\ufeff",
            "\uff0f",
            "\u2215",
            "\u29f8",
            "\u3002",
            "%2f",
            "%2F%2f",
            "%5c",
            "%09",
            "%0a",
            "%0d",
            "%00",
            "%20",
            "%252f",
            ".",
            "..",
            "/.",
            "/..",
            "/../",
            ":",
            "::",
            "@",
            "#",
            "?",
            "&",
            "=",
            ";",
            "'",
            "&quot;",
            "<",
            ">",
            "evil.example",
            "//evil.example",
            "/evil.example",
            "http:",
            "https://evil.example",
            "HTTPS:evil.example",
            "javascript:alert(1)",
            "JaVaScRiPt:",
            "data:text/html,x",
            "blob:",
            "file:///etc/passwd",
            "view-source:",
            "evil.example:80",
            "[::1]",
            "127.0.0.1",
            "0x7f.1",
            "user@",
            "localhost@evil.example",
            "computers",
            "computers?page=2",
            "login",
            "api/session");

    private static final RunningApplication SITE = RunningApplication.onH2();

    @Override
    RunningApplication application() {
        return SITE;
    }

    @Test
    void noneOfTenThousandValuesLeavesTheSite() {
        List<String> given = new ArrayList<>(PIECES);
        SplittableRandom random = new SplittableRandom(1);
        while (given.size() < COUNT) {
            StringBuilder value = new StringBuilder(random.nextInt(4) == 0 ? "" : "/");
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            given.add(value.toString());
        }
        Visitor visitor = new Visitor(SITE);
        List<String> followed =
                given.stream().map(value -> next(visitor, value)).toList();
        open("/login");
        Object astray = page().evaluate("""
            values => values.filter(value => {
                const link = document.createElement('a');
                link.setAttribute('href', value);
                return link.origin !== location.origin || new URL(value, location.href).origin !== location.origin;
            })\
            """, followed);
        assertThat((List<?>) astray).isEmpty();
        assertThat(followed).as("what is harmless is kept").contains("/computers", "/computers?page=2");
        Object dangerous = page().evaluate("""
            values => values.filter(value =>
                URL.canParse(value, location.href) && new URL(value, location.href).origin !== location.origin)\
            """, given);
        assertThat((List<?>) dangerous).as("those that would lead astray").hasSizeGreaterThan(COUNT / 20);
    }

    @Test
    void valuesThatBrowsersReadAsUrlsOfOtherSitesStayOnThisSite() {
        for (String value : List.of("/\\evil.example", "//evil.example", "/\t/evil.example", "https://evil.example/")) {
            context().clearCookies();
            openLoggedIn("/login?next=" + encoded(value));
            page().waitForURL(url -> !url.contains("/login"));
            assertThat(page().url()).startsWith(SITE.url() + "/");
        }
    }

    /** The path that the form of the login page, and thus the login, would lead to. */
    private static String next(Visitor visitor, String value) {
        Matcher hidden =
                HIDDEN.matcher(visitor.get("/login?next=" + encoded(value)).text());
        assertThat(hidden.find()).isTrue();
        return hidden.group(1).replace("&amp;", "&").replace("&#x3D;", "=").replace("&#61;", "=");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
