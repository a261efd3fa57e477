package io.flangular.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.link.MailServer;
import io.flangular.support.People;
import io.flangular.support.RunningApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One-time links by mail. */
class MailIT {
    private static final Pattern LINK = Pattern.compile("^(\\S+)/login/password#(\\S{43})$", Pattern.MULTILINE);
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "quilted walrus at the harbour";

    @Test
    void anInvitedUserChoosesAPasswordByTheLinkInTheMail() throws Exception {
        try (MailServer mailServer = new MailServer();
                RunningApplication site = siteWithMail(mailServer.port())) {
            People people = new People(site);

            JsonNode link = people.invite(EMAIL, "viewer").get("link");
            assertThat(link.get("mailed").booleanValue()).isTrue();

            String mail = mailServer.received();
            assertThat(mail).contains("To: " + EMAIL, "From: noreply@example.org");
            Matcher mailed = LINK.matcher(mail);
            assertThat(mailed.find()).as(mail).isTrue();
            assertThat(mailed.group(1)).isEqualTo(site.url());
            comesInWith(site, mailed.group(2));
        }
    }

    @Test
    void aLinkWhoseMailFailedIsReturnedToTheAdministrator() throws Exception {
        try (Socket closed = MailServer.closedPort();
                RunningApplication site = siteWithMail(closed.getLocalPort())) {
            JsonNode link = new People(site).invite(EMAIL, "viewer").get("link");
            assertThat(link.get("mailed").booleanValue()).isFalse();
            comesInWith(site, People.code(link));
        }
    }

    /** A site that knows its address, which its links lead to, and sends mail by the server at that port. */
    private static RunningApplication siteWithMail(int mailPort) throws IOException {
        int port = freePort();
        return RunningApplication.start(
                "--server.port=" + port,
                "--flangular.site=http://localhost:" + port,
                "--flangular.mail.from=noreply@example.org",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mailPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void comesInWith(RunningApplication site, String code) {
        assertThat(new People(site).choose(code, PASSWORD).status()).isEqualTo(200);
        People.stranger(site).mustLogIn(EMAIL, PASSWORD);
    }
}
