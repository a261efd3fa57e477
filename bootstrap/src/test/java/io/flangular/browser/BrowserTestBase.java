package io.flangular.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.flangular.support.RunningApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Drives a real Chromium against the running application, a fresh profile for each test. Every test also fails on a
 * violation of the Content-Security-Policy, on a script's error and on an error message in the console.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTestBase {
    /** Longer than anything takes on a machine that does much else; what is right does not wait for it. */
    private static final int MILLIS = 30_000;

    private Chromium chromium;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<BrowserContext> others = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    /**
     * Playwright builds words of its protocol in the locale of the machine; with a Turkish one, "link" is not
     * understood.
     */
    @BeforeAll
    void startChromium() {
        Locale.setDefault(Locale.ROOT);
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(MILLIS);
    }

    @AfterAll
    void stopChromium() {
        chromium.close();
    }

    @BeforeEach
    void openPage() {
        complaints.clear();
        others.clear();
        context = newContext();
        page = newPage(context);
    }

    /** Another browser, which knows nothing of the first: somebody else's, or the same person's elsewhere. */
    Page openElsewhere(String url) {
        BrowserContext other = newContext();
        others.add(other);
        Page elsewhere = newPage(other);
        elsewhere.navigate(url);
        return elsewhere;
    }

    private BrowserContext newContext() {
        BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        context.setDefaultTimeout(MILLIS);
        return context;
    }

    private Page newPage(BrowserContext context) {
        context.exposeFunction("reportViolation", arguments -> complaints.add("policy violation: " + arguments[0]));
        context.addInitScript("addEventListener('securitypolicyviolation', event =>"
                + " reportViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))");
        Page page = context.newPage();
        page.onPageError(error -> complaints.add("script error: " + error));
        page.onConsoleMessage(message -> {
            // The browser itself notes every answer of 400 and more; those are part of what is tested.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text());
            }
        });
        return page;
    }

    /** What the page looks like when a test fails, in {@code target/browser}. */
    @RegisterExtension
    final AfterTestExecutionCallback screenshot = test -> {
        if (test.getExecutionException().isPresent()) {
            page().screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(
                            "target", "browser", test.getRequiredTestMethod().getName() + ".png")));
        }
    };

    @AfterEach
    void closePage() {
        context.close();
        others.forEach(BrowserContext::close);
        assertThat(complaints).isEmpty();
    }

    /** The application that the browser talks to. */
    abstract RunningApplication application();

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    void open(String path) {
        page.navigate(application().url() + path);
    }

    /** Opens the path, which leads to the login page, logs in there, and waits for the page that follows. */
    void openLoggedIn(String path) {
        open(path);
        page.getByLabel("Email").fill(RunningApplication.EMAIL);
        page.getByLabel("Password").fill(RunningApplication.PASSWORD);
        button("Log in").click();
        page.waitForURL(url -> !url.contains("/login"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator rows() {
        return page.locator("tbody tr:not(.fl-skel)");
    }

    Locator field(String label) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label));
    }

    /** Makes all text twice as large, on a small phone. */
    void enlargeText() {
        page.setViewportSize(360, 640);
        page.evaluate("document.documentElement.style.fontSize = '32px'");
    }

    /** The server carries out matching requests, but their responses are lost. */
    void loseAnswer(String method, String url) {
        page.route(url, route -> {
            if (route.request().method().equals(method)) {
                route.fetch();
                route.abort("connectionreset");
            } else {
                route.resume();
            }
        });
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    String path() {
        return page.url().substring(application().url().length());
    }
}
