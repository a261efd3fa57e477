package io.flangular.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.MailServer;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.test.StepVerifier;

class LinkMailIT {
    private static final String SITE = "inventory.example.org";

    private static String url(LinkCode code) {
        return "https://" + SITE + "/login/password#" + code.value();
    }

    private static final LinkCode CODE = new LinkCode("Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF");
    private static final User USER = new User(
            7,
            new EmailAddress("ada@example.org"),
            "Ada Löw",
            Role.VIEWER,
            null,
            false,
            Instant.parse("2026-01-01T00:00:00Z"),
            null);

    @Test
    void anInvitationNamesTheLinkItsEndAndTheAdministrator() throws Exception {
        MimeMessage mail = sent(LinkPurpose.INVITATION);

        assertThat(mail.getFrom()[0]).hasToString("Inventory <noreply@example.org>");
        assertThat(mail.getAllRecipients()).singleElement().hasToString("ada@example.org");
        assertThat(mail.getSubject()).isEqualTo("Your account at inventory.example.org");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(text(mail)).isEqualTo("""
            Hello Ada Löw,

            An account was made for you at inventory.example.org.
            Open this link to choose a password:

            https://inventory.example.org/login/password#Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF

            The link works once, until 26 November 2026, 12:30 UTC.
            After that, ask an administrator for another.

            If you do not know what this is about, ignore this message.
            """);
    }

    @Test
    void aResetSaysThatThePasswordIsUnchanged() throws Exception {
        MimeMessage mail = sent(LinkPurpose.RESET);

        assertThat(mail.getSubject()).isEqualTo("A new password for inventory.example.org");
        assertThat(text(mail))
                .contains("to choose another password at inventory.example.org:")
                .contains("\nhttps://inventory.example.org/login/password#" + CODE.value() + "\n")
                .contains("until 26 November 2026, 12:30 UTC.", "your password stays as it is.")
                .doesNotContain("account was made");
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((String) mail.getContent()).replace("\r\n", "\n");
    }

    @Test
    void aMailThatCannotBeSentFailsAndTheReasonIsLogged() throws Exception {
        try (Socket closed = MailServer.closedPort()) {
            assertThat(logOfFailure(sender(closed.getLocalPort())))
                    .startsWith("The link for user 7 was not mailed: ")
                    .contains("127.0.0.1, " + closed.getLocalPort());
        }
    }

    @Test
    void theCodeIsNotLoggedWhenTheServerRepeatsIt() throws Exception {
        try (MailServer server = new MailServer("554 no mail with #" + CODE.value())) {
            assertThat(logOfFailure(sender(server.port())))
                    .contains("554 no mail with #…")
                    .doesNotContain(CODE.value(), "\n", "\r");
            assertThat(server.received()).contains("To: ada@example.org");
        }
    }

    /** What is logged when that sender fails; the failure itself says nothing of what the server said. */
    private static String logOfFailure(JavaMailSenderImpl sender) {
        List<ILoggingEvent> events = logged(SmtpLinkMail.class, () -> {
            try (SmtpLinkMail mail = new SmtpLinkMail(sender, "noreply@example.org", SITE, LinkMailIT::url)) {
                StepVerifier.create(mail.send(USER, link(LinkPurpose.RESET), CODE))
                        .expectErrorSatisfies(failure -> assertThat(failure)
                                .isInstanceOf(MailException.class)
                                .hasNoCause()
                                .hasMessage("The link was not mailed; the log tells why."))
                        .verify();
            }
        });
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNull());
        return events.getFirst().getFormattedMessage();
    }

    private static List<ILoggingEvent> logged(Class<?> by, Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(by);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        try {
            work.run();
        } finally {
            logger.detachAppender(events);
        }
        return events.list;
    }

    @Test
    void withoutAMailServerTheLinkIsLoggedWithoutItsCode() {
        List<ILoggingEvent> events = logged(
                LoggingLinkMail.class,
                () -> assertThat(new LoggingLinkMail()
                                .send(USER, link(LinkPurpose.INVITATION), CODE)
                                .block())
                        .isFalse());

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("invitation", "user 7")
                        .doesNotContain(CODE.value(), "the-hash", USER.email().value()));
    }

    private static MimeMessage sent(LinkPurpose purpose) throws Exception {
        try (MailServer server = new MailServer();
                SmtpLinkMail mail = new SmtpLinkMail(
                        sender(server.port()), "Inventory <noreply@example.org>", SITE, LinkMailIT::url)) {
            assertThat(mail.send(USER, link(purpose), CODE).block()).isTrue();
            return new MimeMessage(
                    null, new ByteArrayInputStream(server.received().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static OneTimeLink link(LinkPurpose purpose) {
        return new OneTimeLink("the-hash", USER.id(), 1, purpose, Instant.parse("2026-11-26T12:30:15Z"));
    }

    private static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.setDefaultEncoding("UTF-8");
        return sender;
    }
}
