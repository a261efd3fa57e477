package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import example.printer.PrinterApplication;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every path of the application can be opened, and every link leads to a page. */
class AddressesIT extends BrowserTestBase {
    /** The addresses of the registered states; where one has an id in it, 1 stands for it, and that of a new row. */
    private static final String REGISTERED = """
        [...new Set(angular.element(document).injector().get('$state').get()
            .filter(state => !state.abstract && state.name && state.url)
            .flatMap(state => ['1', 'new'].map(id => state.$$state().url.format({ id })))
            .filter(address => address !== null))]\
        """;
    /** The paths that the links lead to. */
    private static final String LINKS =
            "[...new Set([...document.querySelectorAll('a[href]')].map(link => new URL(link.href).pathname))].sort()";

    /** The links that lead to no page of the application. */
    private static final String ASTRAY = """
        [...document.querySelectorAll('a[href]')].filter(link => link.getAttribute('href')[0] !== '#').filter(link => {
            const { rule } = angular.element(document).injector().get('$urlService')
                .match({ path: new URL(link.href).pathname, search: {}, hash: '' });
            return rule.type === 'RAW' || new URL(link.href).origin !== location.origin;
        }).map(link => link.outerHTML)\
        """;

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = PrinterApplication.start("--flangular.frontend=frontend-with-printer");
        TestClient script = TestClient.signedIn(application);
        script.json("POST", "/api/computer", "{\"processor\": \"Z80\"}");
        script.json("POST", "/api/example_printer", "{\"name\": \"Etage 3\", \"pages\": 7, \"colour\": false}");
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
    void everyLinkOfEveryPageLeadsToAPage() {
        openLoggedIn("/");
        assertThat(rows()).hasCount(1);
        List<String> addresses = strings(REGISTERED);
        Assertions.assertThat(addresses)
                .contains("/computers", "/computers/new", "/example-printers/1", "/administration/audit");
        Set<String> links = new TreeSet<>();
        for (String address : addresses) {
            open(address);
            settle();
            List<String> shown = strings(LINKS);
            check(address, shown);
            page().reload();
            settle();
            check(address, shown);
            open("/nowhere");
            settle();
            page().goBack();
            settle();
            check(address, shown);
            links.addAll(shown);
        }
        Assertions.assertThat(addresses).as("pages without a way to them").isSubsetOf(union(links, "/computers/new"));
        links.removeIf(link -> link.startsWith("/api/") || link.equals("/login"));
        for (String link : links) {
            open(link);
            settle();
            assertThat(heading("This page does not exist")).isHidden();
        }
    }

    @Test
    void linksWorkAfterAReloadOfADetailPage() {
        openLoggedIn("/computers/1");
        page().reload();
        assertThat(heading("Z80")).isVisible();
        link("Computers").last().click();
        assertThat(page()).hasURL(Pattern.compile("[0-9]/computers(\\?.*)?$"));
        rows().first().getByRole(AriaRole.LINK).click();
        assertThat(page()).hasURL(Pattern.compile("[0-9]/computers/1$"));
        // By its address: a fork may have printers of its own, which the menu calls the same.
        page().locator("a[href$='/example-printers']").first().click();
        assertThat(page()).hasURL(Pattern.compile("[0-9]/example-printers$"));
        page().goBack();
        assertThat(heading("Z80")).isVisible();
    }

    @Test
    void unusualPathsLeadToTheirPages() {
        openLoggedIn("/computers");
        String[][] odd = {
            {"/computers/", "/computers"},
            {"/computers/1/", "/computers/1"},
            {"//computers", "/computers"},
            {"///computers//1", "/computers/1"},
            {"/computers//1", "/computers/1"},
            {"/Computers", "/computers"},
            {"/COMPUTERS/1", "/computers/1"},
            {"/computers/new/", "/computers/new"},
            {"/computers/?per_page=10", "/computers?per_page=10"},
            {"//computers/?per_page=10", "/computers?per_page=10"},
            {"/administration", "/administration/users"},
            {"/administration/", "/administration/users"},
            {"/Administration//", "/administration/users"},
            {"/account/", "/account"},
            {"/api-reference/", "/api-reference"},
            {"/%63omputers", "/computers"},
            {"/?", "/computers"},
            {"//", "/computers"},
        };
        for (String[] address : odd) {
            open(address[0]);
            settle();
            Assertions.assertThat(path()).as(address[0]).isEqualTo(address[1]);
            assertThat(heading("This page does not exist")).isHidden();
        }
        for (String missing : List.of("/computer", "/computers/x", "/computers/1/2", "/nowhere/")) {
            open(missing);
            assertThat(heading("This page does not exist")).isVisible();
            Assertions.assertThat(path()).isEqualTo(missing);
        }
    }

    /** Until the view is there, with what it has loaded, and the links that an administrator has. */
    private void settle() {
        assertThat(page().locator("#main h1").first()).isVisible();
        assertThat(page().locator("a[href$='/administration/users']").first()).isAttached();
        assertThat(page().locator("#main :is(.fl-skel, [aria-busy=true])")).hasCount(0);
    }

    private void check(String address, List<String> links) {
        Assertions.assertThat(path()).isEqualTo(address);
        assertThat(heading("This page does not exist")).isHidden();
        Assertions.assertThat(strings(ASTRAY).stream()
                        .filter(link -> !link.contains("href=\"/login\"") && !link.contains("href=\"/api/"))
                        .toList())
                .as(address)
                .isEmpty();
        Assertions.assertThat(strings(LINKS)).as(address).isEqualTo(links);
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String expression) {
        return (List<String>) page().evaluate(expression);
    }

    private static List<String> union(Set<String> links, String... more) {
        List<String> all = new ArrayList<>(links);
        all.addAll(List.of(more));
        return all;
    }
}
