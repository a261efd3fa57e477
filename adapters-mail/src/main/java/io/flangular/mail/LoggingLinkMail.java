package io.flangular.mail;

import io.flangular.domain.EnumNames;
import io.flangular.domain.link.LinkCode;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Used when no mail server is configured: logs that a link was issued, for the administrator to hand over. */
public final class LoggingLinkMail implements LinkMail {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingLinkMail.class);

    @Override
    public Mono<Boolean> send(User user, OneTimeLink link, LinkCode code) {
        return Mono.fromSupplier(() -> {
            LOG.info(
                    "No mail server is configured: the {} for user {} was not mailed",
                    EnumNames.of(link.purpose()),
                    user.id());
            return false;
        });
    }
}
