package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.Totp;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users manage their own account. Each test changes it, so this class has its own application. */
class AccountIT extends BrowserTestBase {
    private static final String OTHER_PASSWORD = "seven green umbrellas sing";

    private RunningApplication application;

    @BeforeEach
    void start() {
        application = RunningApplication.start();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Override
    RunningApplication application() {
        return application;
    }

    @Test
    void theNameIsChangedAndShownInTheTopBar() {
        openLoggedIn("/");
        button(RunningApplication.EMAIL).click();
        link("Account").click();
        assertThat(heading("Account")).isVisible();
        button("Change the name").click();
        field("Name").fill("Ana <b>{{1+1}}</b>");
        button("Save").click();
        assertThat(button("Ana <b>{{1+1}}</b>")).isVisible();
        page().reload();
        assertThat(button("Ana <b>{{1+1}}</b>")).isVisible();
    }

    @Test
    void thePasswordIsChangedAndOtherSessionsEnd() {
        openLoggedIn("/account");
        Page elsewhere = logInElsewhere(RunningApplication.PASSWORD);

        page().getByLabel("Password now").fill("not the password");
        page().getByLabel("New password").fill("too short");
        assertThat(page().getByText("9 characters, 6 more to go.")).isVisible();
        button("Change password").click();
        assertThat(page().getByText("A password has 15 characters or more.")).isVisible();
        page().getByLabel("New password").fill(OTHER_PASSWORD);
        button("Change password").click();
        assertThat(page().getByText("Wrong password.")).isVisible();
        assertThat(page().getByLabel("New password")).hasValue(OTHER_PASSWORD);
        page().getByLabel("Password now").fill(RunningApplication.PASSWORD);
        button("Change password").click();
        assertThat(page().getByText("Password changed.")).isVisible();

        elsewhere.reload();
        assertThat(elsewhere.getByLabel("Email")).isVisible();
        page().reload();
        assertThat(heading("Account")).isVisible();
        logInElsewhere(OTHER_PASSWORD);
    }

    @Test
    void sessionsAreListedAndEnded() {
        openLoggedIn("/account");
        Page elsewhere = logInElsewhere(RunningApplication.PASSWORD);
        page().reload();
        Locator sessions = page().locator("#sessions li");
        assertThat(sessions).hasCount(2);
        assertThat(sessions.filter(new Locator.FilterOptions().setHasText("This one")))
                .hasCount(1);
        sessions.getByRole(AriaRole.BUTTON).click();
        assertThat(sessions).hasCount(1);
        elsewhere.reload();
        assertThat(elsewhere.getByLabel("Email")).isVisible();
    }

    @Test
    void aSecondFactorIsTurnedOnAskedForInTheDialogAndTurnedOff() {
        openLoggedIn("/account");
        String key = turnOnSecondFactor();
        // The code that turned it on is used up; that of the next half a minute is good as well.
        String code = new Totp(key).code(Totp.now() + 1);

        open("/computers/new");
        field("Processor").fill("AMD FX-9590");
        application.endAllSessions();
        button("Save").click();
        dialog().getByLabel("Password").fill(RunningApplication.PASSWORD);
        button("Log in and go on").click();
        dialog().getByLabel("Code").fill("000000");
        button("Log in and go on").click();
        assertThat(dialog()).containsText("Could not log in.");
        assertThat(page().locator("#field-processor")).hasValue("AMD FX-9590");
        dialog().getByLabel("Code").fill(code);
        button("Log in and go on").click();
        assertThat(dialog()).isHidden();
        assertThat(heading("AMD FX-9590")).isVisible();

        open("/account");
        button("Turn off").click();
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Turn off"))
                .click();
        assertThat(page().locator("#second-factor .badge")).hasText("Off");
    }

    @Test
    void aRecoveryCodeReplacesACodeOnce() {
        openLoggedIn("/account");
        turnOnSecondFactor();
        button("Make new recovery codes").click();
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Make new codes").click();
        assertThat(page().locator(".fl-codes li")).hasCount(10);
        String code = page().locator(".fl-codes li").first().textContent();
        button("I have saved them").click();

        application.endAllSessions();
        button("Make new recovery codes").click();
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Make new codes").click();
        Locator again = dialog().filter(new Locator.FilterOptions().setHasText("Your session has ended"));
        again.getByLabel("Password").fill(RunningApplication.PASSWORD);
        button("Log in and go on").click();
        again.getByLabel("Code").fill(code);
        button("Log in and go on").click();
        assertThat(page().locator(".fl-codes li")).hasCount(10);
    }

    @Test
    void aTokenIsShownOnceAndWorksUntilItIsRevoked() {
        openLoggedIn("/account");
        button("New token").click();
        field("Name").fill("Nightly export");
        button("Make token").click();
        Locator secret = page().locator("fl-secret input");
        assertThat(secret).hasValue(Pattern.compile("flg_.{43}"));
        String token = secret.inputValue();
        Assertions.assertThat(statusWith(token)).isEqualTo(200);

        button("I have copied it").click();
        Assertions.assertThat(page().content()).doesNotContain(token);
        button("Revoke Nightly export").click();
        button("Revoke token").click();
        assertThat(page().getByText("No tokens yet.")).isVisible();
        Assertions.assertThat(statusWith(token)).isEqualTo(401);
    }

    @Test
    void aTokenWhoseResponseIsLostIsListed() {
        openLoggedIn("/account");
        loseAnswer("POST", "**/api/token");
        button("New token").click();
        field("Name").fill("Nightly export");
        button("Make token").click();
        assertThat(page().getByText("was made, but the answer with its secret was lost."))
                .isVisible();
        assertThat(page().locator("#tokens li")).hasCount(1);
        button("Revoke Nightly export").click();
        button("Revoke token").click();
        assertThat(page().getByText("No tokens yet.")).isVisible();
        assertThat(page().getByText("was made, but the answer with its secret was lost."))
                .isHidden();
    }

    @Test
    void aSecondFactorWhoseResponseIsLostIsShownAsOn() {
        openLoggedIn("/account");
        loseAnswer("PUT", "**/api/account/second-factor");
        button("Set up").click();
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Go on").click();
        String key = page().locator("#authenticator-key").textContent().replace(" ", "");
        page().locator("#authenticator-code").fill(new Totp(key).code(Totp.now()));
        button("Turn on").click();
        assertThat(page().getByText("Make new recovery codes now")).isVisible();
        assertThat(page().locator("#second-factor .badge")).hasText("On");
    }

    @Test
    void nothingOverflowsHorizontallyOnAPhone() {
        page().setViewportSize(360, 740);
        openLoggedIn("/account");
        assertThat(page().getByText("No tokens yet.")).isVisible();
        Assertions.assertThat(rightEdge("#profile-edit")).isLessThan(rightEdge("#profile"));
        button("New token").click();
        button("Set up").click();
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Go on").click();
        assertThat(page().getByText("Type the six digits")).isVisible();
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    private double rightEdge(String selector) {
        BoundingBox box = page().locator(selector).boundingBox();
        return box.x + box.width;
    }

    /** Gives the key of the authenticator. */
    private String turnOnSecondFactor() {
        button("Set up").click();
        dialog().getByLabel("Your password").fill("not the password");
        button("Go on").click();
        assertThat(dialog()).containsText("Wrong password.");
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Go on").click();
        // The browser shows it under the policy, which allows images of this kind.
        Locator image = page().getByAltText("QR code with the key for the authenticator app");
        assertThat(image).isVisible();
        Assertions.assertThat(image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)"))
                .isEqualTo(true);
        String key = page().locator("#authenticator-key").textContent().replace(" ", "");
        Locator code = field("Type the six digits");
        code.fill("12");
        button("Turn on").click();
        assertThat(page().getByText("The code has six digits.")).isVisible();
        code.fill(new Totp(key).code(Totp.now()));
        button("Turn on").click();
        assertThat(page().locator(".fl-codes li")).hasCount(10);
        button("I have saved them").click();
        assertThat(page().getByText("10 recovery codes left.")).isVisible();
        return key;
    }

    /** Logs the same user in with another browser. */
    private Page logInElsewhere(String password) {
        Page elsewhere = openElsewhere(application.url() + "/");
        elsewhere.getByLabel("Email").fill(RunningApplication.EMAIL);
        elsewhere.getByLabel("Password").fill(password);
        elsewhere
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Log in").setExact(true))
                .click();
        assertThat(elsewhere.locator("h1")).containsText("Computers");
        return elsewhere;
    }

    private int statusWith(String token) {
        TestClient script = new TestClient(application);
        return script.send(script.request("/api/computer").header("Authorization", "Bearer " + token))
                .statusCode();
    }
}
