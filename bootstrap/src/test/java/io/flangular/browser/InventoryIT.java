package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users work with the list and the detail view of computers. */
@SharesApplication
class InventoryIT extends BrowserTestBase {
    private final ComputerTable computers = new ComputerTable(application().database());

    @Override
    RunningApplication application() {
        return RunningApplication.onH2();
    }

    @BeforeEach
    void fillTable() {
        computers.fill("rows25");
    }

    @Test
    void pagesOfTheListAreTurned() {
        openLoggedIn("/");
        assertThat(heading("Computers")).containsText("25");
        page().getByLabel("Rows per page").selectOption("10");
        assertThat(rows()).hasCount(10);
        button("Next page").click();
        assertThat(rows().first()).containsText("VIA Nano");
        button("Last page").click();
        assertThat(rows()).hasCount(5);
        assertThat(page()).hasURL(Pattern.compile("page=3"));
        button("Previous page").click();
        assertThat(rows()).hasCount(10);
        button("First page").click();
        assertThat(rows().first()).containsText("Intel Core i7-4770");
        page().goBack();
        assertThat(rows().first()).containsText("VIA Nano");
    }

    @Test
    void charactersOfAllScriptsAreShownUnchanged() {
        openLoggedIn("/computers?per_page=100");
        assertThat(rows()).hasCount(25);
        for (String text : List.of(
                "Prozessor für Büro",
                "龙芯3A处理器",
                "ルネサス SH-4",
                "100% CPU",
                "under_score",
                "He said \"hi\"",
                "AMD Opteron™ 6386 SE")) {
            assertThat(page().getByText(text).first()).isVisible();
        }
        assertThat(page().getByText("No processor").first()).isVisible();
        // The longest of them has 5,580 characters; it must not push the page sideways.
        Object overflow =
                page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).isEqualTo(0);
    }

    @Test
    void everyOfAHundredThousandRowsIsReachedByAFewClicks() {
        computers.fillWith(100_000);
        openLoggedIn("/");
        assertThat(heading("Computers")).containsText("100,000");
        button("Last page").click();
        assertThat(page().getByText("Processor 100000")).isVisible();
        button("Previous page").click();
        assertThat(page().getByText("Processor 99975")).isVisible();
        button("First page").click();
        assertThat(page().getByText("Processor 1,")
                        .or(page().getByText("Processor 1").first())
                        .first())
                .isVisible();
    }

    @Test
    void aComputerIsAddedChangedAndDeleted() {
        openLoggedIn("/");
        link("Add computer").click();
        field("Processor").fill("Größe 漢字 🚀 <b>\"x\"</b> {{1+1}}");
        field("RAM").fill("64 GB");
        field("Power").fill("115 W");
        button("Save").click();
        assertThat(page()).hasURL(Pattern.compile("/computers/27$"));
        assertThat(heading("Größe 漢字 🚀 <b>\"x\"</b> {{1+1}}")).isVisible();

        field("RAM").fill("128 GB");
        assertThat(page().getByText("Unsaved changes")).isVisible();
        page().keyboard().press("Control+S");
        assertThat(page().getByText("Unsaved changes")).isHidden();
        page().reload();
        assertThat(field("RAM")).hasValue("128 GB");

        button("Delete").click();
        assertThat(dialog()).containsText("Its history is kept");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Delete")))
                .click();
        assertThat(heading("Computers")).containsText("25");
        Assertions.assertThat(computers.count()).isEqualTo(25);
    }

    @Test
    void aRowIsOpenedByClickAndByEnter() {
        openLoggedIn("/");
        rows().nth(3).locator("td").nth(2).click();
        assertThat(page()).hasURL(Pattern.compile("/computers/4$"));
        page().goBack();
        rows().nth(4).getByRole(AriaRole.LINK).focus();
        page().keyboard().press("Enter");
        assertThat(page()).hasURL(Pattern.compile("/computers/5$"));
        assertThat(field("Processor")).hasValue("AMD Opteron™ 6386 SE");
        link("Computers").first().click();
        assertThat(rows()).hasCount(25);
    }

    @Test
    void aDeepLinkSurvivesLoggingIn() {
        open("/computers/8");
        Assertions.assertThat(path()).isEqualTo("/login?next=%2Fcomputers%2F8");
        page().getByLabel("Email").fill(RunningApplication.EMAIL);
        page().getByLabel("Password").fill("not the password");
        button("Log in").click();
        assertThat(page().getByText("Could not log in.")).isVisible();
        assertThat(page().getByLabel("Email")).hasValue(RunningApplication.EMAIL);
        assertThat(page().getByLabel("Password")).hasValue("");
        assertThat(page().getByLabel("Password")).isFocused();
        page().getByLabel("Password").fill(RunningApplication.PASSWORD);
        button("Log in").click();
        assertThat(page()).hasURL(Pattern.compile("/computers/8$"));
        assertThat(field("Processor")).hasValue("龙芯3A处理器");
    }

    @Test
    void inputIsKeptWhenTheSessionEnds() {
        openLoggedIn("/computers/4");
        field("Processor").fill("AMD FX-9590");
        application().endAllSessions();
        field("Processor").press("Enter");
        assertThat(dialog()).containsText("Your session has ended");

        dialog().getByLabel("Password").fill("not the password");
        button("Log in and go on").click();
        assertThat(dialog()).containsText("Could not log in.");
        // What is behind the dialog is inert, so it is found by its element alone.
        assertThat(page().locator("#field-processor")).hasValue("AMD FX-9590");

        dialog().getByLabel("Password").fill(RunningApplication.PASSWORD);
        button("Log in and go on").click();
        assertThat(dialog()).isHidden();
        assertThat(heading("AMD FX-9590")).isVisible();
        assertThat(page().getByText("Unsaved changes")).isHidden();
        assertThat(page().locator("#field-processor")).isFocused();
        Assertions.assertThat(computers.processor(4)).isEqualTo("AMD FX-9590");
    }

    @Test
    void goingBackWorksAfterItWasCancelledToKeepEditing() {
        openLoggedIn("/");
        rows().nth(3).click();
        field("RAM").fill("32 GB");
        page().goBack();
        button("Keep editing").click();
        assertThat(page()).hasURL(Pattern.compile("/computers/4$"));
        assertThat(field("RAM")).hasValue("32 GB");
        page().goBack();
        button("Discard changes").click();
        assertThat(page()).hasURL(Pattern.compile("/computers$"));
        assertThat(rows()).hasCount(25);
    }

    @Test
    void inputDuringTheCreationOfARowIsKept() {
        openLoggedIn("/computers/new");
        page().route("**/api/computer?with=change", route -> {
            page().keyboard().type(" and on");
            route.resume();
        });
        field("Processor").fill("typed on");
        page().keyboard().press("Control+S");
        assertThat(page()).hasURL(Pattern.compile("/computers/[0-9]+$"));
        assertThat(field("Processor")).hasValue("typed on and on");
        assertThat(field("Processor")).isFocused();
        assertThat(page().getByText("Unsaved changes")).isVisible();
    }

    @Test
    void typingAfterAMessageGoesIntoTheField() {
        openLoggedIn("/computers/4");
        field("RAM").fill("32 GB");
        page().route("**/api/computer/4?with=change", Route::abort);
        page().keyboard().press("Control+S");
        assertThat(page().locator(".fl-problem")).isFocused();
        page().keyboard().type(" ECC");
        assertThat(field("RAM")).hasValue("32 GB ECC");
        page().unroute("**/api/computer/4?with=change");
        page().locator(".fl-problem").focus();
        page().keyboard().press("Control+S");
        assertThat(page().getByText("Unsaved changes")).isHidden();
        page().keyboard().type(" x");
        assertThat(field("RAM")).hasValue("32 GB ECC x");
    }

    @Test
    void dialogsCloseWithTheirPage() {
        openLoggedIn("/account");
        link("Computers").first().click();
        rows().nth(3).click();
        field("RAM").fill("32 GB");
        button("Delete").click();
        assertThat(dialog()).containsText("Delete this computer?");
        page().goBack();
        assertThat(dialog()).isHidden();
        assertThat(page()).hasURL(Pattern.compile("/computers/4$"));
        page().goBack();
        assertThat(dialog()).hasCount(1);
        assertThat(dialog()).containsText("Leave without saving?");
        page().goBack();
        assertThat(dialog()).isHidden();
        assertThat(field("RAM")).hasValue("32 GB");
    }

    @Test
    void aConflictShowsBothVersions() {
        openLoggedIn("/computers/4");
        field("RAM").fill("32 GB");
        computers.changeRam(4, "16 GB");
        button("Save").click();
        assertThat(dialog()).containsText("16 GB");
        assertThat(dialog()).containsText("32 GB");
    }

    @Test
    void aDialogThatDoesNotFitScrollsAsAWhole() {
        openLoggedIn("/computers/4");
        field("RAM").fill("32 GB");
        computers.changeRam(4, "16 GB");
        button("Save").click();
        assertThat(dialog()).containsText("16 GB");
        enlargeText();
        Locator title = dialog().getByRole(AriaRole.HEADING);
        assertThat(title).isInViewport();
        page().mouse().move(180, 320);
        page().mouse().wheel(0, 10_000);
        assertThat(button("Save this choice")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        Assertions.assertThat(page().evaluate("document.querySelector('.modal').scrollTop"))
                .isNotEqualTo(0);
        page().mouse().wheel(0, -10_000);
        assertThat(title).isInViewport();
    }

    @Test
    void noButtonOfTheConflictDialogIsCutOffWithLargeText() {
        openLoggedIn("/computers/4");
        field("RAM").fill("32 GB");
        Assertions.assertThat(TestClient.signedIn(application())
                        .json("PATCH", "/api/computer/4", "{\"ram\": \"16 GB\"}")
                        .statusCode())
                .isEqualTo(200);
        button("Save").click();
        assertThat(button("All from here")).isVisible();
        enlargeText();
        Object fitting = page().evaluate("""
            () => {
              const frame = document.querySelector('.modal-content').getBoundingClientRect();
              return [...document.querySelectorAll('.modal-content .btn')].map(button => {
                const { left, right } = button.getBoundingClientRect();
                return left >= frame.left && right <= frame.right && button.scrollWidth <= button.clientWidth;
              });
            }
            """);
        Assertions.assertThat(fitting).isEqualTo(List.of(true, true, true, true));
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    @Test
    void noKeystrokeIsLostWhenTheSessionEnds() {
        openLoggedIn("/computers/4");
        field("Processor").fill("");
        context().clearCookies();
        page().keyboard().type("typed on and on and on and on", new Keyboard.TypeOptions().setDelay(100));
        assertThat(dialog()).containsText("Your session has ended");
        assertThat(page().locator("#field-processor")).hasValue("typed on and on and on and on");
        assertThat(page().locator("#session-password")).isFocused();
        assertThat(page().locator("#session-password")).hasValue("");
    }

    @Test
    void aRowThatWasChangedElsewhereIsReadAgain() {
        openLoggedIn("/computers/4");
        assertThat(field("Processor")).hasValue("AMD FX-8350");
        computers.changeRam(4, "16 GB");
        page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(field("RAM")).hasValue("16 GB");
    }

    @Test
    void backAfterLoggingOutShowsNothingPrivate() {
        openLoggedIn("/computers/4");
        assertThat(field("Processor")).hasValue("AMD FX-8350");
        button(RunningApplication.EMAIL).click();
        page().getByText("Log out").click();
        assertThat(page().getByLabel("Password")).isVisible();
        page().goBack();
        assertThat(page().getByLabel("Password")).isVisible();
        Assertions.assertThat(page().content()).doesNotContain("AMD FX-8350");
    }

    @Test
    void aMissingComputerIsReported() {
        openLoggedIn("/computers/4711");
        assertThat(heading("This computer does not exist")).isVisible();
    }

    @Test
    void nothingOverflowsHorizontallyOnAPhone() {
        page().setViewportSize(360, 740);
        openLoggedIn("/computers?per_page=100");
        assertThat(rows()).hasCount(25);
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
        rows().nth(3).click();
        assertThat(field("Processor")).hasValue("AMD FX-8350");
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }
}
