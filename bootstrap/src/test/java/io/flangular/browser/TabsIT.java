package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.flangular.support.ComputerTable;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several tabs, users and applications in one browser. */
class TabsIT extends BrowserTestBase {
    private static RunningApplication application;
    private static People.Person editor;
    private static ComputerTable computers;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        editor = new People(application).add("editor");
        computers = new ComputerTable(application.database());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    RunningApplication application() {
        return application;
    }

    @BeforeEach
    void fillTable() {
        computers.fill("rows25");
    }

    @Test
    void aPageNeverActsForTheUserLoggedInInAnotherTab() {
        openLoggedIn("/computers/4");
        field("Processor").fill("typed by the administrator");
        logInBehindThePage(editor.email(), editor.password());
        button("Save").click();
        assertThat(dialog()).containsText("Someone else has logged in");
        Assertions.assertThat(computers.processor(4)).isEqualTo("AMD FX-8350");
        assertCovered(page(), "typed by the administrator", "AMD FX-8350");

        logInAgain(page());
        assertThat(heading("typed by the administrator")).isVisible();
        Assertions.assertThat(computers.processor(4)).isEqualTo("typed by the administrator");
        assertThat(button(RunningApplication.EMAIL)).isVisible();
    }

    @Test
    void thePageOfAnotherUserIsReloadedOnRequest() {
        openLoggedIn("/computers/4");
        field("Processor").fill("typed by the administrator");
        logInBehindThePage(editor.email(), editor.password());
        button("Save").click();
        button("Reload the page for them").click();
        button("Keep editing").click();
        assertThat(page().locator("#field-processor")).hasValue("typed by the administrator");
        button("Reload the page for them").click();
        button("Discard changes").click();
        assertThat(button(editor.email())).isVisible();
        assertThat(field("Processor")).hasValue("AMD FX-8350");
        Assertions.assertThat(computers.processor(4)).isEqualTo("AMD FX-8350");
    }

    @Test
    void everyTabIsCoveredWhenTheSessionEndsUntilTheNextLogIn() {
        openLoggedIn("/computers/4");
        Page second = context().newPage();
        second.navigate(application.url() + "/computers");
        assertThat(second.locator("tbody tr:not(.fl-skel)")).hasCount(25);
        page().bringToFront();
        field("Processor").fill("typed before the end");
        context().clearCookies(); // as the browser does by itself at the end: they live no longer than the session

        assertThat(dialog()).containsText("Your session has ended");
        assertCovered(page(), "typed before the end", "AMD FX-8350");
        assertThat(second.getByRole(AriaRole.DIALOG)).containsText("Your session has ended");
        assertCovered(second, "AMD FX-8350", "AMD Opteron");

        logInAgain(page());
        assertThat(field("Processor")).hasValue("typed before the end");
        assertThat(second.getByRole(AriaRole.DIALOG)).isHidden();
        assertThat(second.getByText("AMD FX-8350")).isVisible();
        page().bringToFront();
        button("Save").click();
        assertThat(heading("typed before the end")).isVisible();
    }

    @Test
    void loggingOutInOneTabCoversTheOther() {
        openLoggedIn("/computers/4");
        assertThat(field("Processor")).hasValue("AMD FX-8350");
        Page second = context().newPage();
        second.navigate(application.url() + "/login");
        assertThat(second.getByText("You are logged out.")).isVisible();
        page().bringToFront();
        assertThat(dialog()).containsText("Your session has ended");
        assertCovered(page(), "AMD FX-8350");
    }

    @Test
    void aCookieOfAnotherApplicationDoesNotEndTheSession() {
        openLoggedIn("/computers/4");
        for (String typed : List.of("one", "two", "three")) {
            context().addCookies(List.of(new Cookie("XSRF-TOKEN", "of another application").setUrl(application.url())));
            page().reload();
            field("Processor").fill(typed);
            context().addCookies(List.of(new Cookie("XSRF-TOKEN", "of another application").setUrl(application.url())));
            button("Save").click();
            assertThat(heading(typed)).isVisible();
            Assertions.assertThat(computers.processor(4)).isEqualTo(typed);
            assertThat(dialog()).isHidden();
        }
    }

    @Test
    void anotherSiteCannotLogUsersOut() {
        openLoggedIn("/computers/4");
        Page other = context().newPage();
        other.route(
                "http://other.example/",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<a href='" + application.url() + "/login'>Prizes</a>")));
        other.navigate("http://other.example/");
        other.getByText("Prizes").click();
        assertThat(other.getByText("You are still logged in.")).isVisible();
        other.navigate(application.url() + "/computers");
        assertThat(other.locator("tbody tr:not(.fl-skel)")).hasCount(25);

        other.navigate("http://other.example/");
        other.getByText("Prizes").click();
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(other.getByText("You are logged out.")).isVisible();
    }

    /** Another login of this browser, between whose steps the page sees nothing. */
    private void logInBehindThePage(String email, String password) {
        APIResponse answer = context()
                .request()
                .post(
                        application.url() + "/login",
                        RequestOptions.create()
                                .setHeader("Accept", "application/json")
                                .setForm(FormData.create().set("email", email).set("password", password)));
        Assertions.assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void logInAgain(Page page) {
        page.bringToFront();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Password").fill(RunningApplication.PASSWORD);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log in and go on"))
                .click();
        assertThat(dialog).isHidden();
    }

    /** Nothing of these can be seen, selected, found or reached. */
    private static void assertCovered(Page page, String... texts) {
        for (String text : texts) {
            Assertions.assertThat(page.innerText("body")).doesNotContain(text);
            Assertions.assertThat(page.title()).doesNotContain(text);
        }
        assertThat(page.locator("fl-shell")).isHidden();
        assertThat(page.locator("fl-shell")).hasAttribute("inert", Pattern.compile(".*"));
        assertThat(page.locator("#main :visible")).hasCount(0);
        Assertions.assertThat(page.evaluate("document.activeElement.closest('.fl-cover') !== null"))
                .isEqualTo(true);
    }
}
