package io.flangular.mail;

import io.flangular.domain.PrintableText;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends links by SMTP, as plain text. The URL is based on the configuration and never on a request: with a forged
 * {@code Host} header, the code would be sent to the attacker by the user who follows the link.
 */
public final class SmtpLinkMail implements LinkMail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpLinkMail.class);
    private static final int THREADS = 2;
    private static final int WAITING = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String INVITATION = """
        Hello %s,

        An account was made for you at %s.
        Open this link to choose a password:

        %s

        The link works once, until %s.
        After that, ask an administrator for another.

        If you do not know what this is about, ignore this message.
        """;
    private static final String RESET = """
        Hello %s,

        An administrator made a link for you, to choose another password at %s:

        %s

        The link works once, until %s.
        After that, ask an administrator for another.

        If you did not ask for this, tell an administrator. Until the link is used,
        your password stays as it is.
        """;

    private final JavaMailSender sender;
    private final String from;
    private final String site;
    private final Function<LinkCode, String> urls;
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, WAITING, "mail", 60, true);

    /**
     * Creates the adapter with a mail sender, which must have time-outs.
     *
     * @param from the e-mail address of the sender
     * @param site the host name of the application, which messages name
     * @param urls the absolute URL where a code is used
     */
    public SmtpLinkMail(JavaMailSender sender, String from, String site, Function<LinkCode, String> urls) {
        this.sender = sender;
        this.from = from;
        this.site = site;
        this.urls = urls;
    }

    @Override
    public Mono<Boolean> send(User user, OneTimeLink link, LinkCode code) {
        return Mono.fromSupplier(() -> delivered(user, link, code))
                .subscribeOn(threads)
                .timeout(TIMEOUT)
                .doOnError(failure -> LOG.warn("The link for user {} was not mailed in time", user.id()))
                .filter(delivered -> delivered)
                .switchIfEmpty(Mono.error(() -> new MailSendException("The link was not mailed; the log tells why.")));
    }

    /** Sends the link. A failure is logged here, so that it is logged even after the caller's time-out. */
    private boolean delivered(User user, OneTimeLink link, LinkCode code) {
        try {
            sender.send(message(user, link, code));
            return true;
        } catch (MailException failure) {
            LOG.warn("The link for user {} was not mailed: {}", user.id(), reason(failure, code));
            return false;
        }
    }

    /** The error in one line, without the code, since mail servers may quote rejected content. */
    private static String reason(MailException failure, LinkCode code) {
        return PrintableText.escaped(
                String.valueOf(failure.getMessage()).replace(code.value(), "…").replaceAll("\\p{Cntrl}+", " "));
    }

    private SimpleMailMessage message(User user, OneTimeLink link, LinkCode code) {
        boolean invitation = link.purpose() == LinkPurpose.INVITATION;
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(user.email().withAsciiDomain());
        message.setSubject((invitation ? "Your account at " : "A new password for ") + site);
        message.setText(String.format(
                invitation ? INVITATION : RESET,
                user.displayName(),
                site,
                urls.apply(code),
                UNTIL.format(link.endsAt())));
        return message;
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
