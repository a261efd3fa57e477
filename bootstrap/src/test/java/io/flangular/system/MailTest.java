package io.flangular.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One-time links by mail. */
class MailTest {
    private static final Pattern LINK = Pattern.compile("^(\\S+)/login/password#(\\S{43})$", Pattern.MULTILINE);
    private static final String EMAIL = "ada@example.org";
    private static final String PASSWORD = "quilted walrus at the harbour";

    private ServerSocket mailServer;
    private RunningApplication site;
    private People people;

    @BeforeEach
    void start() throws IOException {
        mailServer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int port = freePort();
        site = RunningApplication.start(
                "--server.port=" + port,
                "--flangular.site=http://localhost:" + port,
                "--flangular.mail.from=noreply@example.org",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mailServer.getLocalPort());
        people = new People(site);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        mailServer.close();
    }

    @Test
    void whoIsInvitedChoosesAPasswordByTheLinkInTheMail() throws Exception {
        CompletableFuture<String> received = CompletableFuture.supplyAsync(this::receive);

        JsonNode link = people.invite(EMAIL, "viewer").get("link");
        assertThat(link.get("mailed").booleanValue()).isTrue();

        String mail = received.get(10, TimeUnit.SECONDS);
        assertThat(mail).contains("To: " + EMAIL, "From: noreply@example.org");
        Matcher mailed = LINK.matcher(mail);
        assertThat(mailed.find()).as(mail).isTrue();
        assertThat(mailed.group(1)).isEqualTo(site.url());
        assertThat(people.choose(mailed.group(2), PASSWORD).status()).isEqualTo(200);
        People.stranger(site).mustLogIn(EMAIL, PASSWORD);
    }

    @Test
    void whereMailFailsTheLinkIsThereToBeHandedOver() throws Exception {
        mailServer.close();

        JsonNode link = people.invite(EMAIL, "viewer").get("link");
        assertThat(link.get("mailed").booleanValue()).isFalse();
        assertThat(people.choose(People.code(link), PASSWORD).status()).isEqualTo(200);
        People.stranger(site).mustLogIn(EMAIL, PASSWORD);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The one mail of the one connection, with headers. */
    private String receive() {
        try (Socket socket = mailServer.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            StringBuilder mail = new StringBuilder();
            say(out, "220 ready");
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    for (line = in.readLine(); !line.equals("."); line = in.readLine()) {
                        mail.append(line).append('\n');
                    }
                }
                say(out, "250 ok");
            }
            say(out, "221 bye");
            return mail.toString();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
