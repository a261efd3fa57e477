package io.flangular.application.link;

import io.flangular.application.audit.AuditTrail;
import io.flangular.domain.EnumNames;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.link.IssuedLink;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.User;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Issues one-time links and sends them by e-mail. */
public final class LinkIssuer {
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    private final OneTimeLinks links;
    private final LinkMail mail;
    private final SecretHasher hasher;
    private final AuditTrail audit;
    private final RandomBytes random;

    public LinkIssuer(OneTimeLinks links, LinkMail mail, SecretHasher hasher, AuditTrail audit, RandomBytes random) {
        this.links = links;
        this.mail = mail;
        this.hasher = hasher;
        this.audit = audit;
        this.random = random;
    }

    /**
     * Stores a new link, which replaces any earlier one, within a unit of work: an invitation when the user has no
     * password, else a password reset.
     */
    public Mono<IssuedLink> issue(User user, long actorId, Client client) {
        return Mono.defer(() -> {
            LinkPurpose purpose = user.passwordHash() == null ? LinkPurpose.INVITATION : LinkPurpose.RESET;
            LinkCode code = LinkCode.generate(random);
            OneTimeLink link = new OneTimeLink(
                    hasher.hash(code.value()),
                    user.id(),
                    actorId,
                    purpose,
                    audit.now().plus(purpose.lifetime()));
            return links.replace(link)
                    .then(audit.record(
                            Kind.LINK_ISSUED, actorId, user.id(), client, Map.of("purpose", EnumNames.of(purpose))))
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
