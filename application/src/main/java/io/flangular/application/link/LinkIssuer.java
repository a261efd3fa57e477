package io.flangular.application.link;

import io.flangular.domain.EnumNames;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditLog;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Makes one-time links and sends them. */
public final class LinkIssuer {
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    private final OneTimeLinks links;
    private final LinkMail mail;
    private final SecretHasher hasher;
    private final AuditLog log;
    private final RandomBytes random;
    private final Clock clock;

    public LinkIssuer(
            OneTimeLinks links, LinkMail mail, SecretHasher hasher, AuditLog log, RandomBytes random, Clock clock) {
        this.links = links;
        this.mail = mail;
        this.hasher = hasher;
        this.log = log;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Stores a new link, which replaces any earlier one, within a unit of work: an invitation when the user has no
     * password, else a password reset.
     */
    public Mono<IssuedLink> issue(User user, long actorId, Client client) {
        return Mono.defer(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            LinkPurpose purpose = user.passwordHash() == null ? LinkPurpose.INVITATION : LinkPurpose.RESET;
            LinkCode code = LinkCode.generate(random);
            OneTimeLink link = new OneTimeLink(
                    hasher.hash(code.value()), user.id(), actorId, purpose, now.plus(purpose.lifetime()));
            return links.replace(link)
                    .then(log.record(new AuditEvent(
                            now,
                            AuditEvent.Kind.LINK_ISSUED,
                            actorId,
                            user.id(),
                            client.address(),
                            Map.of("purpose", EnumNames.of(purpose)))))
                    .thenReturn(new IssuedLink(link, code, false));
        });
    }

    /**
     * Sends a stored link by e-mail. On failure or time-out the link remains valid, and can be handed over otherwise.
     */
    public Mono<IssuedLink> send(User user, IssuedLink issued) {
        return Mono.defer(() -> mail.send(user, issued.link(), issued.code()))
                .timeout(MAIL_TIMEOUT)
                .onErrorReturn(false)
                .defaultIfEmpty(false)
                .map(mailed -> new IssuedLink(issued.link(), issued.code(), mailed));
    }
}
