package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import org.junit.jupiter.api.Test;

/** Cached private scripts cannot be used without a session. */
@SharesApplication
class PrivateScriptsIT extends BrowserTestBase {

    @Override
    RunningApplication application() {
        return RunningApplication.onH2();
    }

    @Test
    void privateScriptsAreNotServedFromTheCacheAfterTheSession() {
        openLoggedIn("/");
        assertThat(heading("Computers")).isVisible();
        String script =
                (String) page().evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)"
                        + ".find(name => name.includes('/private/') && name.endsWith('.js'))");
        assertThat(status(script)).isEqualTo(200);

        application().endAllSessions();
        assertThat(status(script)).isEqualTo(401);
    }

    private int status(String script) {
        return (int) page().evaluate("url => fetch(url).then(answer => answer.status)", script);
    }
}
