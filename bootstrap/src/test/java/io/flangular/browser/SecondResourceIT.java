package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import example.printer.PrinterApplication;
import io.flangular.support.RunningApplication;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A second resource has its list and detail view without any code of its own. */
class SecondResourceIT extends BrowserTestBase {
    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = PrinterApplication.start("--flangular.frontend=frontend-with-printer");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    RunningApplication application() {
        return application;
    }

    @Test
    void aPrinterIsAddedListedAndChanged() {
        openLoggedIn("/example-printers");
        assertThat(page().getByText("No printers yet")).isVisible();
        link("Add printer").first().click();
        field("Pages").fill("many");
        button("Save").click();
        assertThat(page().getByText("Not saved").first()).isVisible();
        field("Name").fill("Etage 3");
        field("Pages").fill("-1");
        button("Save").click();
        assertThat(page().locator("#field-pages-error")).hasText("Pages must not be negative.");
        field("Pages").fill("1200");
        page().getByLabel("Colour").check();
        button("Save").click();
        assertThat(heading("Etage 3")).isVisible();

        // By its address: a fork may have printers of its own, which the menu calls the same.
        page().locator("a[href$='/example-printers']").first().click();
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("1,200");
        rows().first()
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Etage 3"))
                .click();
        assertThat(page().getByLabel("Colour")).isChecked();
        page().getByLabel("Colour").uncheck();
        button("Save").click();
        assertThat(page().getByText("Unsaved changes")).isHidden();
        link("Computers").first().click();
        assertThat(page()).hasURL(Pattern.compile("/computers$"));
    }
}
