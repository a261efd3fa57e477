package io.flangular.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.flangular.support.DebianPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Chromium for tests: an installed Chromium or Chrome, otherwise Debian's package, which root can install. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<String> WELL_KNOWN = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts one without a window. */
    static Chromium start() {
        Path executable = installed().orElseGet(Chromium::install);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                // Root can have no sandbox; the rest keeps it from asking the network for anything.
                                .setChromiumSandbox(false)
                                .setArgs(List.of(
                                        "--disable-gpu",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync",
                                        "--no-first-run"))));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> installed() {
        return DebianPackage.installed(NAMES.toArray(String[]::new))
                .or(() -> WELL_KNOWN.stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst());
    }

    private static Path install() {
        DebianPackage.install("chromium", "fonts-liberation");
        return installed().orElseThrow(() -> new IllegalStateException("Debian's chromium package has no chromium."));
    }
}
