package io.flangular.bootstrap.session;

import io.flangular.domain.session.CheckSession;
import io.flangular.domain.token.CheckToken;
import io.flangular.web.Area;
import io.flangular.web.SecurityHeaders;
import io.flangular.web.session.AreaChain;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.session.SessionGate;
import io.flangular.web.spa.SingleSlashes;
import io.flangular.web.token.TokenGate;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;

/**
 * Who may come in where. Spring Security carries the chains; there is no login form, session or user of its own, since
 * Spring Boot backs off from a {@link WebFilterChainProxy} that is there already.
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
            CheckSession checkSession, SessionCookies cookies, CheckToken checkToken) {
        TokenGate tokensOrSession =
                new TokenGate(checkToken, SessionGate.ofApi(checkSession, cookies), cookies::anyCredentialIn);
        SecurityWebFilterChain api = new AreaChain(Set.of(Area.API), tokensOrSession);
        SecurityWebFilterChain privateFiles =
                new AreaChain(Set.of(Area.PRIVATE), SessionGate.ofPrivateFiles(checkSession, cookies));
        SecurityWebFilterChain pages =
                new AreaChain(Set.of(Area.PAGE), new SingleSlashes(), SessionGate.ofPages(checkSession, cookies));
        SecurityWebFilterChain open = new AreaChain(Set.of(Area.LOGIN, Area.STATIC));
        WebFilterChainProxy proxy = new WebFilterChainProxy(api, privateFiles, pages, open, AreaChain.denying());
        // Addresses are looked up as they came, in routes and in a table of files, and never resolved to a place. What
        // the usual firewall refuses with 400 is therefore harmless, and a stranger is told 401 as everywhere else.
        proxy.setFirewall(ServerWebExchangeFirewall.INSECURE_NOOP);
        return proxy;
    }
}
