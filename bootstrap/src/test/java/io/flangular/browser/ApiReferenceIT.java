package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The API reference in the browser. */
@SharesApplication
class ApiReferenceIT extends BrowserTestBase {

    @Override
    RunningApplication application() {
        return RunningApplication.onH2();
    }

    @Test
    void theApiReferenceIsShownToLoggedInUsers() {
        openLoggedIn("/");
        page().locator(".fl-account").click();
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("API").setExact(true))
                .click();
        assertThat(heading("API")).isVisible();
        assertThat(page()).hasTitle("API – Flangular");
        Locator operation = page().locator("details")
                .filter(new Locator.FilterOptions().setHasText("/api/eval/computer"))
                .first();
        operation.locator("summary").first().click();
        assertThat(operation.getByText("computer.functions as JSON")).isVisible();
        operation.locator("summary").nth(1).click();
        assertThat(operation.getByText("\"count__id\": 25")).isVisible();

        Download saved =
                page().waitForDownload(() -> button("Save openapi.json").click());
        Assertions.assertThat(saved.suggestedFilename()).isEqualTo("openapi.json");

        page().setViewportSize(360, 640);
        Object overflow =
                page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).isEqualTo(0);
    }

    @Test
    void nothingOverflowsHorizontallyWithLargeText() {
        openLoggedIn("/api-reference");
        assertThat(button("Save openapi.json")).isVisible();
        enlargeText();
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    @Test
    void theApiReferenceNeedsALogIn() {
        open("/api-reference");
        assertThat(page().getByLabel("Password")).isVisible();
    }
}
