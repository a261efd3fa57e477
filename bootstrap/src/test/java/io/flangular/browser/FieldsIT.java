package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import example.printer.PrinterApplication;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of field can be filled, changed and cleared, and the page shows what is stored. */
class FieldsIT extends BrowserTestBase {
    private static final JsonMapper JSON = new JsonMapper();

    private static RunningApplication application;
    private static TestClient script;

    @BeforeAll
    static void start() {
        application = PrinterApplication.start("--flangular.frontend=frontend-with-printer");
        script = TestClient.signedIn(application);
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
    void aRowWhoseResponseIsLostIsAddedOnce() {
        openLoggedIn("/computers/new");
        AtomicInteger attempts = new AtomicInteger();
        page().route("**/api/computer?with=change", route -> {
            if (attempts.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        field("Processor").fill("added once");
        button("Save").click();
        assertThat(page().getByText("Perhaps not saved.").first()).isVisible();
        button("Save").click();
        assertThat(heading("added once")).isVisible();
        Assertions.assertThat(attempts).hasValue(2);
        Assertions.assertThat(rowsWithProcessor("added once")).isEqualTo(1);
    }

    private static int rowsWithProcessor(String processor) {
        String q = "{\"filters\":[{\"name\":\"processor\",\"op\":\"==\",\"val\":\"" + processor + "\"}]}";
        return JSON.readTree(script.get("/api/computer?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                        .body())
                .get("num_results")
                .intValue();
    }

    /** A bidirectional override in a value affects the value only. */
    @Test
    void bidirectionalTextOfValuesIsIsolated() {
        long id = create("computer", "{\"processor\": \"\u202eoverridden\", \"ram\": \"\u202eoverridden too\"}");
        openLoggedIn("/computers?sort=-id");
        assertThat(page().getByText("overridden too").first()).isVisible();
        Assertions.assertThat(notIsolated()).isEmpty();
        page().navigate(application.url() + "/computers/" + id);
        assertThat(heading("\u202eoverridden")).isVisible();
        Assertions.assertThat(notIsolated()).isEmpty();
        button("Delete").first().click();
        assertThat(page().getByRole(AriaRole.DIALOG).getByText("overridden").first())
                .isVisible();
        Assertions.assertThat(notIsolated()).isEmpty();
    }

    /** The elements that show such a value together with other text, or without isolation (UAX #9). */
    private List<?> notIsolated() {
        return (List<?>) page().evaluate("""
            () => {
              const found = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                if (!text.data.includes('\\u202e')) continue;
                const bidi = getComputedStyle(text.parentElement).unicodeBidi;
                const alone = /^\\s*\\u202e[a-z ]+$/.test(text.data) || text.data.includes('\\u2068\\u202e');
                if (!alone || !/isolate|plaintext/.test(bidi)) found.push(bidi + ': ' + text.parentElement.outerHTML);
              }
              return found;
            }
            """);
    }

    @Test
    void stringsAndQuantitiesAreFilledChangedAndCleared() {
        long id = create("computer", "{}");
        openLoggedIn("/computers/" + id);
        for (String[] field : new String[][] {{"Processor", "processor"}, {"RAM", "ram"}, {"Power", "power"}}) {
            for (String text : new String[] {"64 GB", "  5 W \u00a0", "", "x", ""}) {
                field(field[0]).fill(text);
                save();
                assertThat(field(field[0])).hasValue(text);
                Assertions.assertThat(stored("computer", id).get(field[1]).stringValue())
                        .as(field[0])
                        .isEqualTo(text);
                page().reload();
                assertThat(field(field[0])).hasValue(text);
            }
        }
        Assertions.assertThat(stored("computer", id).toString())
                .isEqualTo("{\"id\":" + id + ",\"processor\":\"\",\"ram\":\"\",\"power\":\"\"}");
    }

    @Test
    void allFieldsAreClearedAtOnce() {
        long id = create("computer", "{\"processor\": \"Z80\", \"ram\": \"64 KB\", \"power\": \"1 W\"}");
        openLoggedIn("/computers/" + id);
        field("Processor").fill("");
        field("RAM").fill("");
        field("Power").fill("");
        save();
        assertThat(field("RAM")).hasValue("");
        Assertions.assertThat(stored("computer", id).toString())
                .isEqualTo("{\"id\":" + id + ",\"processor\":\"\",\"ram\":\"\",\"power\":\"\"}");
    }

    @Test
    void aRequiredStringIsChangedAndNeverStoredEmpty() {
        long id = create(
                "example_printer", "{\"name\": \"Etage 3\", \"location\": \"B 12\", \"pages\": 7, \"colour\": false}");
        openLoggedIn("/example-printers/" + id);
        field("Name").fill("Etage 4");
        save();
        Assertions.assertThat(stored("example_printer", id).get("name").stringValue())
                .isEqualTo("Etage 4");
        field("Name").fill("");
        button("Save").click();
        assertThat(page().locator("#field-name-error")).hasText("Name must not be empty.");
        assertThat(field("Name")).hasValue("");
        Assertions.assertThat(stored("example_printer", id).get("name").stringValue())
                .isEqualTo("Etage 4");
        field("Name").fill("Etage 5");
        save();
        Assertions.assertThat(stored("example_printer", id).get("name").stringValue())
                .isEqualTo("Etage 5");
    }

    @Test
    void optionalStringsNumbersAndCheckboxesAreFilledChangedAndCleared() {
        long id = create("example_printer", "{\"name\": \"Etage 3\", \"pages\": 7, \"colour\": false}");
        openLoggedIn("/example-printers/" + id);
        for (String text : new String[] {"B 12", "B 13", ""}) {
            field("Location").fill(text);
            save();
            assertThat(field("Location")).hasValue(text);
            Assertions.assertThat(stored("example_printer", id).get("location").stringValue())
                    .isEqualTo(text);
        }
        for (int pages : new int[] {1200, 0}) {
            field("Pages").fill(Integer.toString(pages));
            save();
            Assertions.assertThat(stored("example_printer", id).get("pages").intValue())
                    .isEqualTo(pages);
        }
        for (boolean colour : new boolean[] {true, false}) {
            page().getByLabel("Colour").setChecked(colour);
            save();
            assertThat(page().getByLabel("Colour"))
                    .isChecked(new LocatorAssertions.IsCheckedOptions().setChecked(colour));
            Assertions.assertThat(stored("example_printer", id).get("colour").booleanValue())
                    .isEqualTo(colour);
        }
        // A printer counts its pages: what it must have is refused by name, and nothing is lost.
        field("Pages").fill("");
        button("Save").click();
        assertThat(page().locator("#field-pages-error")).not().hasText("");
        assertThat(field("Pages")).hasValue("");
        Assertions.assertThat(stored("example_printer", id).get("pages").intValue())
                .isZero();
    }

    @Test
    void aMultilineStringKeepsItsLineBreaks() {
        for (String lineBreak : new String[] {"\n", "\r\n"}) {
            String text = "Ryzen" + lineBreak + "boxed" + lineBreak + lineBreak + "with fan";
            long id = create("computer", JSON.writeValueAsString(Map.of("processor", text)));
            openLoggedIn("/computers/" + id);
            assertThat(field("Processor")).hasValue(text.replace("\r", ""));
            assertThat(page().getByText("Unsaved changes")).isHidden();
            field("Processor").press("Control+End");
            field("Processor").pressSequentially("!");
            save();
            Assertions.assertThat(stored("computer", id).get("processor").stringValue())
                    .isEqualTo(text + "!");
            field("Processor").press("Control+End");
            field("Processor").press("Enter");
            field("Processor").pressSequentially("new");
            save();
            Assertions.assertThat(stored("computer", id).get("processor").stringValue())
                    .isEqualTo(text + "!" + lineBreak + "new");
            context().clearCookies();
        }
    }

    @Test
    void theNameOfAUserIsFilledChangedAndCleared() {
        openLoggedIn("/account");
        for (String name : new String[] {"Ana", "Ben", ""}) {
            button("Change the name").click();
            page().locator("#profile-name").fill(name);
            button("Save").click();
            assertThat(page().locator("#profile-name")).isHidden();
            Assertions.assertThat(
                            JSON.readTree(script.get("/api/account").body()).get("name"))
                    .isEqualTo(name.isEmpty() ? JSON.nullNode() : JSON.valueToTree(name));
        }
        open("/administration/users");
        for (String name : new String[] {"Ana", ""}) {
            page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Actions for ")))
                    .click();
            button("Change name").click();
            dialog().getByLabel("Name").fill(name);
            dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save name"))
                    .click();
            assertThat(dialog()).isHidden();
            Assertions.assertThat(
                            JSON.readTree(script.get("/api/account").body()).get("name"))
                    .isEqualTo(name.isEmpty() ? JSON.nullNode() : JSON.valueToTree(name));
        }
    }

    /** Saves, and waits until nothing is left to save. */
    private void save() {
        assertThat(page().getByText("Unsaved changes")).isVisible();
        button("Save").click();
        assertThat(page().getByText("Unsaved changes")).isHidden();
        assertThat(button("Saving…")).isHidden();
    }

    private static long create(String resource, String json) {
        return JSON.readTree(script.json("POST", "/api/" + resource, json).body())
                .get("id")
                .longValue();
    }

    private static JsonNode stored(String resource, long id) {
        return JSON.readTree(script.get("/api/" + resource + "/" + id).body());
    }
}
