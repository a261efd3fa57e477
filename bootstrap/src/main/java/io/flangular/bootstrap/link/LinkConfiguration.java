package io.flangular.bootstrap.link;

import io.flangular.application.link.LinkIssuer;
import io.flangular.application.link.RedeemLinkService;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.RedeemLink;
import io.flangular.mail.LoggingLinkMail;
import io.flangular.mail.SmtpLinkMail;
import io.flangular.persistence.link.R2dbcOneTimeLinks;
import io.flangular.web.link.LinkHandler;
import io.flangular.web.link.LinkUrl;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionHandler;
import io.flangular.web.spa.Pages;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Repository, mail, use cases and routes of one-time links. */
@Configuration(proxyBeanMethods = false)
@Import({LinkIssuer.class, R2dbcOneTimeLinks.class, RedeemLinkService.class})
class LinkConfiguration {
    @Bean
    LinkUrl linkUrl(FlangularProperties properties) {
        return new LinkUrl(properties.site());
    }

    /** By SMTP when {@code spring.mail.host} is set; otherwise links are only logged. */
    @Bean
    LinkMail linkMail(ObjectProvider<JavaMailSender> sender, FlangularProperties properties) {
        String from = properties.mail().from();
        JavaMailSender available = sender.getIfAvailable();
        if (available == null) {
            return new LoggingLinkMail();
        }
        URI site = properties.site();
        if (from == null || site == null) {
            throw new StartupFailure(
                    "spring.mail.host is set, so flangular.mail.from and flangular.site must be set too:"
                            + " mail has a sender, and its links lead to an address.");
        }
        return new SmtpLinkMail(available, from, site.getHost(), code -> LinkUrl.on(site, code));
    }

    @Bean
    RouterFunction<ServerResponse> linkRoutes(
            RedeemLink redeemLink, SessionHandler sessions, ClientResolver clients, Pages pages) {
        return new LinkHandler(redeemLink, sessions, clients, pages::password).routes();
    }
}
