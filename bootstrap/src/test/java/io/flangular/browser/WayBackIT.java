package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The log-in leads back to the page that was requested, and secrets in URLs do not stay in the history. */
@SharesApplication
class WayBackIT extends BrowserTestBase {
    @Override
    RunningApplication application() {
        return RunningApplication.onH2();
    }

    @Test
    void theSearchIsKeptAcrossTheLogIn() {
        for (String search : List.of("admin@flangular.js", "a+b:c", "jörg@bücher.example", "50% & more / \"x\"")) {
            context().clearCookies();
            String encoded = URLEncoder.encode(search, StandardCharsets.UTF_8).replace("+", "%20");
            openLoggedIn("/administration/audit?search=" + encoded);
            assertThat(page().getByLabel("Search the audit log")).hasValue(search);
        }
        context().clearCookies();
        openLoggedIn("/administration/audit?search=admin@flangular.js");
        assertThat(page().getByLabel("Search the audit log")).hasValue("admin@flangular.js");
    }

    @Test
    void noSpellingOfTheLoginPageAsTargetLogsOutAgain() {
        for (String next : List.of(
                "/login",
                "/../login",
                "/%2e%2e/login",
                "/.%2E/login",
                "/x/../../login",
                "/..//login",
                "/x/..//login",
                "/%6cogin",
                "/../%6Cogin?next=/",
                "/login/",
                "/./login#x")) {
            context().clearCookies();
            openLoggedIn("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            assertThat(heading("Computers")).isVisible();
            assertThat(page()).hasURL(Pattern.compile("/computers$"));
        }
    }

    @Test
    void theCodeOfALinkIsRemovedFromTheHistoryOfTheTab() {
        open("/login");
        open("/login/password#the-secret-code");
        assertThat(page().getByText("This link does not work any more.")).isVisible();
        assertThat(page().locator("#password")).isHidden();
        Assertions.assertThat(page().url()).endsWith("/login/password");
        page().evaluate("location.hash = 'another-secret-code'");
        page().waitForURL(Pattern.compile("/login/password$"));
        open("/login");
        for (int back = 0; back < 3; back++) {
            page().goBack();
            Assertions.assertThat(page().url()).doesNotContain("secret");
        }
    }

    @Test
    void deletingTheOnlyRowOfTheLastPageShowsThePreviousPage() {
        ComputerTable computers = new ComputerTable(application().database());
        computers.fillWith(26);
        openLoggedIn("/computers?page=2");
        rows().first().click();
        button("Delete").click();
        button("Delete computer").click();
        assertThat(rows()).hasCount(25);
        assertThat(page()).hasURL(Pattern.compile("/computers$"));
        assertThat(page().getByText("There is no page")).isHidden();
    }
}
