package io.flangular.application.link;

import io.flangular.domain.EnumNames;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.audit.SecurityEvent;
import io.flangular.domain.audit.SecurityLog;
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
public final class NewLinks {
    private static final Duration LONGEST_WAIT_FOR_MAIL = Duration.ofSeconds(10);

    private final OneTimeLinks links;
    private final LinkMail mail;
    private final SecretHasher hasher;
    private final SecurityLog log;
    private final RandomBytes random;
    private final Clock clock;

    /** With what it needs. */
    public NewLinks(
            OneTimeLinks links, LinkMail mail, SecretHasher hasher, SecurityLog log, RandomBytes random, Clock clock) {
        this.links = links;
        this.mail = mail;
        this.hasher = hasher;
        this.log = log;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Keeps a new link in place of any former one, as a part of a unit of work: an invitation for who has no password, else
     * a reset.
     */
    public Mono<IssuedLink> make(User user, long actorId, Client client) {
        return Mono.defer(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            LinkPurpose purpose = user.passwordHash() == null ? LinkPurpose.INVITATION : LinkPurpose.RESET;
            LinkCode code = LinkCode.generate(random);
            OneTimeLink link = new OneTimeLink(
                    hasher.hash(code.value()), user.id(), actorId, purpose, now.plus(purpose.lifetime()));
            return links.replace(link)
                    .then(log.record(new SecurityEvent(
                            now,
                            SecurityEvent.Kind.LINK_ISSUED,
                            actorId,
                            user.id(),
                            client.address(),
                            Map.of("purpose", EnumNames.of(purpose)))))
                    .thenReturn(new IssuedLink(link, code, false));
        });
    }

    /** Sends a link that is kept by now. Where that fails or takes too long, it is there all the same, to be handed over. */
    public Mono<IssuedLink> send(User user, IssuedLink made) {
        return Mono.defer(() -> mail.send(user, made.link(), made.code()))
                .timeout(LONGEST_WAIT_FOR_MAIL)
                .onErrorReturn(false)
                .defaultIfEmpty(false)
                .map(mailed -> new IssuedLink(made.link(), made.code(), mailed));
    }
}
