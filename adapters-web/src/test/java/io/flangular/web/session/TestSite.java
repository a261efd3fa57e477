package io.flangular.web.session;

import io.flangular.domain.DomainException;
import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SettableClock;
import io.flangular.domain.session.UserSession;
import io.flangular.web.access.Area;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.apitoken.ApiTokenHandler;
import io.flangular.web.apitoken.BearerTokenAuthenticationFilter;
import io.flangular.web.apitoken.FakeApiTokens;
import io.flangular.web.http.SecurityHeaders;
import io.flangular.web.link.FakeLinks;
import io.flangular.web.link.LinkHandler;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.session.token.CodeChallenges;
import io.flangular.web.session.token.DeviceCookie;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.SignedTokenKeys;
import io.flangular.web.session.token.TestKeys;
import io.flangular.web.spa.ErrorResponseHandler;
import io.flangular.web.spa.FrontendFiles;
import io.flangular.web.spa.Pages;
import io.flangular.web.spa.SpaHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.test.web.reactive.server.HttpHandlerConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The whole site over HTTP without a network, with one user and a clock that a test moves. */
public final class TestSite {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    final FakeLogins logins = new FakeLogins(clock);
    private final FakeApiTokens apiTokens = new FakeApiTokens(clock);
    final SignedTokenKeys keys = TestKeys.of(SECRET);
    final SignedTokenCodec tokens = new SignedTokenCodec(keys, clock, LIFETIME);
    final CodeChallenges challenges = new CodeChallenges(tokens);
    private final FakeLinks links = new FakeLinks();
    private final SessionCookies cookies;
    private final ClientResolver clients;
    private final WebTestClient client;

    public TestSite() {
        this(true);
    }

    TestSite(boolean secureCookies) {
        cookies = new SessionCookies(tokens, secureCookies);
        clients = new ClientResolver(new DeviceCookie(tokens, new FakeRandomBytes(), clock, secureCookies));
        client = WebTestClient.bindToServer(new HttpHandlerConnector(handler()))
                .baseUrl("http://localhost")
                .build();
    }

    public WebTestClient client() {
        return client;
    }

    /** The API tokens, which belong to the one user. */
    public FakeApiTokens apiTokens() {
        return apiTokens;
    }

    /** The one-time links. */
    public FakeLinks links() {
        return links;
    }

    /** How many sessions there are. */
    public int activeSessions() {
        return logins.activeSessions();
    }

    /** The clock of all that lasts. */
    public SettableClock clock() {
        return clock;
    }

    /** The tokens of a new session. */
    public Credentials login() {
        UserSession begun = logins.begin();
        return new Credentials(
                cookies.newSession(begun.session()).getValue(),
                cookies.newXsrf(begun.session()).getFirst().getValue());
    }

    /** A session's two tokens. */
    public record Credentials(String cookie, String header) {}

    private HttpHandler handler() {
        Pages pages = Pages.of("frontend");
        SessionHandler handler = new SessionHandler(logins, cookies, clients, pages::login, LIFETIME);
        LoginHandler login = new LoginHandler(logins, handler, cookies, clients, challenges, LIFETIME);
        WebFilter chains = proxy();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Flux.class);
        context.registerBean("headers", WebFilter.class, SecurityHeaders::new);
        context.registerBean("chains", WebFilter.class, () -> chains);
        context.registerBean("routes", RouterFunction.class, login::routes);
        ApiTokenHandler tokenHandler = new ApiTokenHandler(apiTokens, clients::of);
        context.registerBean("tokens", RouterFunction.class, tokenHandler::routes);
        LinkHandler linkHandler = new LinkHandler(links, handler, clients, pages::password);
        context.registerBean("links", RouterFunction.class, linkHandler::routes);
        context.registerBean("probe", RouterFunction.class, TestSite::probe);
        context.registerBean("spa", SimpleUrlHandlerMapping.class, () -> spa(pages));
        ProblemWriter problems = new ProblemWriter(JsonMapper.shared());
        context.registerBean("errors", First.class, () -> new First(new ErrorResponseHandler(pages, problems)));
        context.refresh();
        return WebHttpHandlerBuilder.applicationContext(context).build();
    }

    private static SimpleUrlHandlerMapping spa(Pages pages) {
        return new SimpleUrlHandlerMapping(
                Map.of("/**", new SpaHandler(FrontendFiles.of("frontend"), pages)), Integer.MAX_VALUE);
    }

    private static RouterFunction<ServerResponse> probe() {
        return RouterFunctions.route()
                .GET("/api/probe", request -> ServerResponse.ok().bodyValue("reached"))
                .POST("/api/probe", request -> ServerResponse.ok().bodyValue("reached"))
                .GET(
                        "/api/whoami",
                        request -> request.principal()
                                .cast(AuthenticatedPrincipal.class)
                                .flatMap(who -> ServerResponse.ok().bodyValue(who.getName() + " " + who.caller())))
                .GET("/fails", request -> Mono.error(new IllegalStateException("jdbc:secret")))
                .build();
    }

    private WebFilter proxy() {
        BearerTokenAuthenticationFilter api = new BearerTokenAuthenticationFilter(
                apiTokens, SessionAuthenticationFilter.ofApi(logins, cookies), cookies::anyCredentialIn);
        WebFilterChainProxy proxy = new WebFilterChainProxy(
                chain(Area.API, api),
                chain(Area.PRIVATE, SessionAuthenticationFilter.ofPrivateFiles(logins, cookies)),
                chain(Area.PAGE, SessionAuthenticationFilter.ofPages(logins, cookies)),
                chain(Area.LOGIN, (exchange, next) -> next.filter(exchange)),
                chain(Area.STATIC, (exchange, next) -> next.filter(exchange)),
                chain(
                        Area.OTHER,
                        (exchange, next) -> Mono.error(new DomainException.NotAllowed("Nothing is served."))));
        proxy.setFirewall(ServerWebExchangeFirewall.INSECURE_NOOP);
        return proxy;
    }

    private static SecurityWebFilterChain chain(Area area, WebFilter filter) {
        return new MatcherSecurityWebFilterChain(Area.matcher(area), List.of(filter));
    }

    private record First(WebExceptionHandler handler) implements WebExceptionHandler, Ordered {
        @Override
        public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
            return handler.handle(exchange, failure);
        }

        @Override
        public int getOrder() {
            return -2;
        }
    }

    @EnableWebFlux
    static class Flux {}
}
