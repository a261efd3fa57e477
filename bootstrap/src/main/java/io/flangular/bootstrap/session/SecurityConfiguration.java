package io.flangular.bootstrap.session;

import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.session.CheckSession;
import io.flangular.web.access.Area;
import io.flangular.web.apitoken.BearerTokenAuthenticationFilter;
import io.flangular.web.http.SecurityHeaders;
import io.flangular.web.session.AreaSecurityWebFilterChain;
import io.flangular.web.session.SessionAuthenticationFilter;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.spa.DuplicateSlashFilter;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;

/**
 * Security filter chains of each area. Spring Security contributes no login form, session or user, since Spring Boot
 * backs off from an existing {@link WebFilterChainProxy}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityHeaders securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    WebFilterChainProxy springSecurityFilterChain(
            CheckSession checkSession, SessionCookies cookies, CheckApiToken checkApiToken) {
        BearerTokenAuthenticationFilter tokensOrSession = new BearerTokenAuthenticationFilter(
                checkApiToken, SessionAuthenticationFilter.ofApi(checkSession, cookies), cookies::anyCredentialIn);
        SecurityWebFilterChain api = new AreaSecurityWebFilterChain(Set.of(Area.API), tokensOrSession);
        SecurityWebFilterChain privateFiles = new AreaSecurityWebFilterChain(
                Set.of(Area.PRIVATE), SessionAuthenticationFilter.ofPrivateFiles(checkSession, cookies));
        SecurityWebFilterChain pages = new AreaSecurityWebFilterChain(
                Set.of(Area.PAGE),
                new DuplicateSlashFilter(),
                SessionAuthenticationFilter.ofPages(checkSession, cookies));
        SecurityWebFilterChain open = new AreaSecurityWebFilterChain(Set.of(Area.LOGIN, Area.STATIC));
        WebFilterChainProxy proxy =
                new WebFilterChainProxy(api, privateFiles, pages, open, AreaSecurityWebFilterChain.denying());
        // Paths are looked up verbatim, in routes and in a table of files, and never resolved in a file system. What
        // the
        // default firewall rejects with 400 is therefore harmless, and gets 401 like any other unauthenticated request.
        proxy.setFirewall(ServerWebExchangeFirewall.INSECURE_NOOP);
        return proxy;
    }
}
