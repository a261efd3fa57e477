package io.flangular.bootstrap.pipeline;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.domain.DomainException;
import io.flangular.domain.apitoken.CheckApiToken;
import io.flangular.domain.session.CheckSession;
import io.flangular.web.access.Area;
import io.flangular.web.apitoken.BearerTokenAuthenticationFilter;
import io.flangular.web.edge.AllowedMethodsFilter;
import io.flangular.web.edge.ContentEncodingFilter;
import io.flangular.web.edge.HostFilter;
import io.flangular.web.edge.HttpEdge;
import io.flangular.web.http.SecurityHeaders;
import io.flangular.web.problem.CommittedResponseExceptionHandler;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.resource.limit.RequestMemory;
import io.flangular.web.session.SessionAuthenticationFilter;
import io.flangular.web.session.SessionCookies;
import io.flangular.web.spa.DuplicateSlashFilter;
import io.flangular.web.spa.ErrorResponseHandler;
import io.flangular.web.spa.FrontendFiles;
import io.flangular.web.spa.Pages;
import io.flangular.web.spa.SpaHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * The order of everything that happens to a request, from top to bottom:
 *
 * <ol>
 *   <li>the Netty handlers of each connection, in the order of {@link HttpEdge#onChannelInit}
 *   <li>the filters below, in the order of this class
 *   <li>the security filter chain of the request's {@link Area}
 *   <li>the routes, which each feature declares as a {@code RouterFunction}, and after them the frontend's files
 *   <li>for a failure, the exception handlers below, in the order of this class
 * </ol>
 */
@Configuration(proxyBeanMethods = false)
@Import(ProblemWriter.class)
class HttpPipelineConfiguration {
    private static final int FILTERS = Ordered.HIGHEST_PRECEDENCE;
    private static final int SPRING_BOOTS_EXCEPTION_HANDLER = -1;

    /** First, so that all responses have them. */
    @Bean
    @Order(FILTERS)
    SecurityHeaders securityHeaders() {
        return new SecurityHeaders();
    }

    /** Before everything that depends on the method. */
    @Bean
    @Order(FILTERS + 10)
    AllowedMethodsFilter allowedMethodsFilter(ProblemWriter problems) {
        return new AllowedMethodsFilter(problems);
    }

    /** Before everything that reads a body. */
    @Bean
    @Order(FILTERS + 20)
    ContentEncodingFilter contentEncodingFilter() {
        return new ContentEncodingFilter();
    }

    /** Before everything that takes much memory. */
    @Bean
    @Order(FILTERS + 30)
    RequestMemory requestMemory() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(5));
    }

    /** Before authentication. */
    @Bean
    @Order(FILTERS + 40)
    HostFilter hostFilter(FlangularProperties properties) {
        return new HostFilter(properties.site());
    }

    /**
     * Authentication, by area. Spring Security contributes no login form, session or user, since Spring Boot backs off
     * from an existing {@link WebFilterChainProxy}.
     */
    @Bean
    @Order(FILTERS + 50)
    WebFilterChainProxy springSecurityFilterChain(
            CheckSession checkSession, SessionCookies cookies, CheckApiToken checkApiToken) {
        BearerTokenAuthenticationFilter tokensOrSession = new BearerTokenAuthenticationFilter(
                checkApiToken, SessionAuthenticationFilter.ofApi(checkSession, cookies), cookies::anyCredentialIn);
        WebFilterChainProxy proxy = new WebFilterChainProxy(
                chain(Area.matcher(Area.API), tokensOrSession),
                chain(Area.matcher(Area.PRIVATE), SessionAuthenticationFilter.ofPrivateFiles(checkSession, cookies)),
                chain(
                        Area.matcher(Area.PAGE),
                        new DuplicateSlashFilter(),
                        SessionAuthenticationFilter.ofPages(checkSession, cookies)),
                chain(Area.matcher(Area.LOGIN, Area.STATIC), (exchange, next) -> next.filter(exchange)),
                chain(
                        ServerWebExchangeMatchers.anyExchange(),
                        (exchange, next) -> Mono.error(new DomainException.NotAllowed("Nothing is served here."))));
        // Paths are looked up verbatim, in routes and in a table of files, and never resolved in a file system. What
        // the default firewall rejects with 400 is harmless, and gets 401 like any other unauthenticated request.
        proxy.setFirewall(ServerWebExchangeFirewall.INSECURE_NOOP);
        return proxy;
    }

    private static SecurityWebFilterChain chain(ServerWebExchangeMatcher matcher, WebFilter... filters) {
        return new MatcherSecurityWebFilterChain(matcher, List.of(filters));
    }

    @Bean
    Pages pages(FlangularProperties properties) {
        String frontend = properties.frontend();
        StartupFailure.unless(
                getClass().getClassLoader().getResource(frontend + "/templates/index.html") != null,
                "flangular.frontend is \"" + frontend + "\": the class path has no such folder with a built frontend.");
        return Pages.of(frontend);
    }

    /** The files and pages of the frontend, for requests that no route matches. */
    @Bean
    SimpleUrlHandlerMapping spa(Pages pages, FlangularProperties properties) {
        SpaHandler handler = new SpaHandler(FrontendFiles.of(properties.frontend()), pages);
        return new SimpleUrlHandlerMapping(Map.of("/**", handler), Ordered.LOWEST_PRECEDENCE - 10);
    }

    /** Before the handlers of responses that are not committed. */
    @Bean
    @Order(SPRING_BOOTS_EXCEPTION_HANDLER - 2)
    CommittedResponseExceptionHandler committedResponseExceptionHandler() {
        return new CommittedResponseExceptionHandler();
    }

    @Bean
    @Order(SPRING_BOOTS_EXCEPTION_HANDLER - 1)
    ErrorResponseHandler errorResponseHandler(Pages pages, ProblemWriter problems) {
        return new ErrorResponseHandler(pages, problems);
    }
}
