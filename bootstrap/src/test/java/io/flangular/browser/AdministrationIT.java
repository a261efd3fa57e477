package io.flangular.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Administrators manage users and read the audit log. Each test invites its own user. */
class AdministrationIT extends BrowserTestBase {
    private static final String PASSWORD = "seven green umbrellas sing";

    private static RunningApplication application;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        new ComputerTable(application.database()).fill("rows25");
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
    void anInvitedUserChoosesAPasswordAndSeesWhatTheRoleAllows() {
        openUsers();
        Page viewer = choosePassword(invite("vera@example.org", "Viewer"), "vera@example.org");
        assertThat(viewer.locator("tbody tr")).hasCount(25);
        assertThat(viewer.getByText("Add computer")).isHidden();
        assertThat(viewer.getByText("Administration")).isHidden();
        viewer.navigate(application.url() + "/computers/4");
        assertThat(viewer.getByText("You may see this, but not change it.")).isVisible();
        assertThat(viewer.getByLabel("Processor")).not().isEditable();
        assertThat(viewer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete")))
                .isHidden();
        for (String path : new String[] {"/administration/users", "/administration/audit", "/computers/new"}) {
            viewer.navigate(application.url() + path);
            assertThat(viewer.getByText("You may not see this page")).isVisible();
        }

        page().getByLabel("Role of vera@example.org").selectOption("Editor");
        assertThat(page().getByText("Role changed.")).isVisible();
        viewer.navigate(application.url() + "/computers/4");
        assertThat(viewer.getByLabel("Processor")).isEditable();
    }

    @Test
    void anInvitationWorksOnce() {
        openUsers();
        String link = invite("otto@example.org", "Editor");
        choosePassword(link, "otto@example.org");
        Page again = openElsewhere(link);
        assertThat(again.getByText("This link does not work any more.")).isVisible();
        assertThat(again.getByLabel("New password")).isHidden();
    }

    @Test
    void aDisabledUserIsLoggedOutAtOnceAndReturnsWhenEnabled() {
        openUsers();
        Page editor = choosePassword(invite("edda@example.org", "Editor"), "edda@example.org");
        act("edda@example.org", "Disable");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable user"))
                .click();
        assertThat(row("edda@example.org")).containsText("Disabled");
        editor.reload();
        assertThat(editor.getByLabel("Email")).isVisible();
        login(editor, "edda@example.org");
        assertThat(editor.getByText("Could not log in.")).isVisible();

        act("edda@example.org", "Enable");
        assertThat(row("edda@example.org")).containsText("Active");
        login(editor, "edda@example.org");
        assertThat(editor.locator("tbody tr")).hasCount(25);
    }

    @Test
    void aForgottenPasswordIsReplacedByALink() {
        openUsers();
        choosePassword(invite("rosa@example.org", "Editor"), "rosa@example.org");
        page().reload();
        act("rosa@example.org", "Make a link for a new password");
        dialog().getByLabel("Your password").fill(RunningApplication.PASSWORD);
        button("Make link").click();
        String link = dialog().locator("fl-secret input").inputValue();
        button("Done").click();
        choosePassword(link, "rosa@example.org");
    }

    @Test
    void theApiTokensOfAnotherUserAreShown() {
        openUsers();
        choosePassword(invite("toni@example.org", "Editor"), "toni@example.org");
        page().reload();
        button("Actions for toni@example.org").click();
        row("toni@example.org").getByText("API tokens").click();
        assertThat(page()).hasURL(Pattern.compile("/administration/users/[0-9]+/tokens$"));
        assertThat(page().getByText("toni@example.org").first()).isVisible();
        page().reload();
        assertThat(page().getByText("toni@example.org").first()).isVisible();
    }

    @Test
    void theNameIsChangedAndUsersAreFoundByIt() {
        openUsers();
        invite("nora@example.org", "Viewer");
        act("nora@example.org", "Change name");
        dialog().getByLabel("Name").fill("Nora Größe 漢字");
        button("Save name").click();
        assertThat(row("nora@example.org")).containsText("Nora Größe 漢字");
        page().getByLabel("Search users").fill("größe");
        assertThat(rows()).hasCount(1);
        assertThat(page()).hasURL(Pattern.compile("search=gr"));
        page().reload();
        assertThat(rows()).hasCount(1);
    }

    @Test
    void aTakenEmailAddressIsRefusedAndTheInputIsKept() {
        openUsers();
        button("Invite").click();
        dialog().getByLabel("Email").fill(RunningApplication.EMAIL);
        dialog().getByLabel("Name").fill("Somebody");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        assertThat(dialog()).containsText("There is a user with this address.");
        assertThat(dialog().getByLabel("Name")).hasValue("Somebody");
    }

    @Test
    void rolesAreShownWithTheirNumberOfUsers() {
        openUsers();
        link("Roles").click();
        // By its address: the number of another role may be the same, and be there before this one.
        Locator administrators = page().locator("a[href$='role=administrator']");
        assertThat(administrators).hasText(Pattern.compile("^\\s*1 user\\s*$"));
        administrators.click();
        assertThat(page()).hasURL(Pattern.compile("/administration/users\\?role=administrator$"));
        assertThat(row(RunningApplication.EMAIL)).containsText("(you)");
    }

    @Test
    void theAuditLogShowsEvents() {
        openUsers();
        invite("mona@example.org", "Editor");
        link("Audit log").click();
        assertThat(page().getByText("added mona@example.org")).isVisible();
        assertThat(page().getByText("made an invitation for mona@example.org")).isVisible();
        assertThat(page().getByText("logged in").first()).isVisible();
        page().getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption("API tokens");
        assertThat(page().getByText("Nothing found")).isVisible();
        page().getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption("Users and roles");
        page().getByLabel("Search the audit log").fill("mona@");
        assertThat(page().locator(".fl-audit li")).hasCount(1);
        assertThat(page().locator(".fl-audit li")).containsText("added mona@example.org");
    }

    @Test
    void nothingOverflowsHorizontallyOnAPhone() {
        page().setViewportSize(360, 740);
        openUsers();
        for (String part : new String[] {"users", "roles", "audit"}) {
            open("/administration/" + part);
            assertThat(page().locator(".fl-tab[aria-current]")).isVisible();
            assertThat(page().locator("main table, main .fl-audit").first()).isVisible();
            Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
        }
    }

    @Test
    void largeTextIsNeitherCutOffNorBroken() {
        openLoggedIn("/administration/roles");
        assertThat(page().locator(".fl-roles")).isVisible();
        enlargeText();
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
        Object tabs = page().evaluate("[...document.querySelectorAll('.fl-tab')].every(tab =>"
                + " tab.getBoundingClientRect().right <= tab.parentElement.getBoundingClientRect().right)");
        Assertions.assertThat(tabs).isEqualTo(true);
        Object lines = page().evaluate("[...document.querySelectorAll('.fl-roles thead .fl-narrow-only')].map(head =>"
                + " head.getClientRects().length)");
        Assertions.assertThat(lines).isEqualTo(List.of(1, 1, 1));
    }

    @Test
    void nothingInTheListOfUsersOverlapsWithLargeText() {
        openUsers();
        invite("a.rather.long.address@example.org", "Editor");
        invite("otto.overlap@example.org", "Viewer");
        enlargeText();
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(360);
        Assertions.assertThat(page().evaluate("""
            () => {
              const found = [];
              for (const row of document.querySelectorAll('tbody tr')) {
                const frame = row.getBoundingClientRect();
                const parts = [...row.querySelectorAll('.fl-avatar, .fl-person b, select, .u-role > span, .badge, .fl-k,'
                  + ' .fl-yes, fl-time, .c-more button')].map(part => part.getBoundingClientRect());
                for (const [index, one] of parts.entries()) {
                  if (one.left < frame.left || one.right > frame.right) found.push('outside of the row');
                  for (const other of parts.slice(index + 1)) {
                    if (one.left < other.right - 1 && other.left < one.right - 1
                        && one.top < other.bottom - 1 && other.top < one.bottom - 1) found.push('overlap');
                  }
                }
              }
              return found;
            }
            """)).isEqualTo(List.of());
    }

    @Test
    void theStoredStateIsShownWhenAResponseIsLost() {
        openUsers();
        loseAnswer("POST", "**/api/user");
        button("Invite").click();
        dialog().getByLabel("Email").fill("lotta@example.org");
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        assertThat(page().getByText("is invited, but the answer with the link was lost."))
                .isVisible();
        assertThat(row("lotta@example.org")).containsText("Invited");

        loseAnswer("PATCH", "**/api/user/*");
        page().getByLabel("Role of lotta@example.org").selectOption("Viewer");
        assertThat(page().getByText("Role changed.")).isVisible();
        page().reload();
        assertThat(page().getByLabel("Role of lotta@example.org").locator(":checked"))
                .hasText("Viewer");
    }

    private void openUsers() {
        openLoggedIn("/administration/users");
        assertThat(row(RunningApplication.EMAIL)).isVisible();
    }

    private Locator row(String email) {
        return rows().filter(new Locator.FilterOptions().setHasText(email));
    }

    private void act(String name, String action) {
        button("Actions for " + name).click();
        row(name)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    /** Gives the link of the invitation. */
    private String invite(String email, String role) {
        button("Invite").click();
        dialog().getByLabel("Email").fill(email);
        dialog().getByText(role, new Locator.GetByTextOptions().setExact(true)).click();
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Invite"))
                .click();
        assertThat(dialog()).containsText(email + " is invited");
        String link = dialog().getByLabel("Invitation").inputValue();
        button("Done").click();
        assertThat(row(email)).containsText("Invited");
        return link;
    }

    /** Follows the link with a browser of its own, and logs in with the password. */
    private Page choosePassword(String link, String email) {
        Page person = openElsewhere(link);
        person.getByLabel("New password").fill(PASSWORD);
        person.getByText("Set the password").click();
        assertThat(person.getByText("Your password is set.")).isVisible();
        login(person, email);
        assertThat(person.locator("tbody tr")).hasCount(25);
        return person;
    }

    private void login(Page person, String email) {
        person.getByLabel("Email").fill(email);
        person.getByLabel("Password").fill(PASSWORD);
        person.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Log in").setExact(true))
                .click();
    }
}
