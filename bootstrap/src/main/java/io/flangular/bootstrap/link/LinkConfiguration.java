package io.flangular.bootstrap.link;

import io.flangular.application.CredentialCaches;
import io.flangular.application.audit.AuditTrail;
import io.flangular.application.link.LinkIssuer;
import io.flangular.application.link.RedeemLinkService;
import io.flangular.application.session.LoginThrottle;
import io.flangular.application.user.NewPasswordPolicy;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.RandomBytes;
import io.flangular.domain.SecretHasher;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.link.LinkMail;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.domain.link.RedeemLink;
import io.flangular.domain.session.Sessions;
import io.flangular.domain.user.Users;
import io.flangular.mail.LoggingLinkMail;
import io.flangular.mail.SmtpLinkMail;
import io.flangular.persistence.link.R2dbcOneTimeLinks;
import io.flangular.web.link.LinkHandler;
import io.flangular.web.link.LinkRoutes;
import io.flangular.web.link.LinkUrl;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionHandler;
import io.flangular.web.spa.Pages;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Links with which people choose a password: how they are made, sent and used. */
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {

    @Bean
    OneTimeLinks oneTimeLinks(DatabaseClient database) {
        return new R2dbcOneTimeLinks(database);
    }

    @Bean
    LinkUrl linkAddress(FlangularProperties properties) {
        return new LinkUrl(properties.site());
    }

    /** By SMTP where a server is set with {@code spring.mail.host}; otherwise the log says what was not sent. */
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
    LinkIssuer linkIssuer(
            OneTimeLinks links, LinkMail mail, SecretHasher hasher, AuditTrail audit, RandomBytes random) {
        return new LinkIssuer(links, mail, hasher, audit, random);
    }

    @Bean
    RedeemLink redeemLink(
            OneTimeLinks links,
            Users users,
            Sessions sessions,
            SecretHasher hasher,
            NewPasswordPolicy newPasswordPolicy,
            LoginThrottle throttle,
            AuditTrail audit,
            UnitOfWork unitOfWork,
            CredentialCaches caches) {
        return new RedeemLinkService(
                links, users, sessions, hasher, newPasswordPolicy, throttle, audit, unitOfWork, caches);
    }

    @Bean
    RouterFunction<ServerResponse> linkRoutes(
            RedeemLink redeemLink, SessionHandler sessions, ClientResolver clients, Pages pages) {
        return LinkRoutes.of(new LinkHandler(redeemLink, sessions, clients, pages::password));
    }
}
