package io.flangular.web;

import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SettableClock;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.session.Session;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.session.UserSession;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.web.access.AuthenticatedPrincipal;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.session.ClientResolver;
import io.flangular.web.session.SessionPrincipal;
import io.flangular.web.session.token.DeviceCookie;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.TestKeys;
import io.flangular.web.spa.ErrorResponseHandler;
import io.flangular.web.spa.Pages;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Routes of the API over HTTP without a network, with an authenticated user. */
public final class TestApi {
    /** When everything happens. */
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    /** Who is logged in. */
    public static final UserSession ADA = session(Role.EDITOR);

    private final RouterFunction<ServerResponse> routes;
    private final UserSession user;

    /** The API with these routes. */
    public TestApi(RouterFunction<ServerResponse> routes) {
        this(routes, ADA);
    }

    private TestApi(RouterFunction<ServerResponse> routes, UserSession user) {
        this.routes = routes;
        this.user = user;
    }

    /** The same for Ada as an administrator. */
    public static TestApi ofAdministrator(RouterFunction<ServerResponse> routes) {
        return new TestApi(routes, session(Role.ADMINISTRATOR));
    }

    /** What tells where requests come from. */
    public static ClientResolver clients() {
        SettableClock clock = new SettableClock(NOW);
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        SignedTokenCodec tokens = new SignedTokenCodec(TestKeys.of(secret), clock, Duration.ofMinutes(10));
        return new ClientResolver(new DeviceCookie(tokens, new FakeRandomBytes(), clock, true));
    }

    /** Sends what Ada sends from her browser; without a body when that is null. */
    public ResponseSpec send(HttpMethod method, String path, String body) {
        return send(new SessionPrincipal(user), method, path, body, MediaType.APPLICATION_JSON);
    }

    /** The same with a body of another type. */
    public ResponseSpec send(HttpMethod method, String path, String body, MediaType type) {
        return send(new SessionPrincipal(user), method, path, body, type);
    }

    /** Fails unless a body, in which single quotes stand for double ones, is refused because of that field alone. */
    public void namesWhatIsWrong(HttpMethod method, String path, String body, String field) {
        send(method, path, body.replace('\'', '"'))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.validation_errors.length()")
                .isEqualTo(1)
                .jsonPath("$.validation_errors." + field)
                .isNotEmpty();
    }

    /** Fails unless a script of Ada's is sent away with that message. */
    public void keepsScriptsOut(HttpMethod method, String path, String message) {
        boolean hasBody = method != HttpMethod.GET && method != HttpMethod.DELETE;
        send(new Script(), method, path, hasBody ? "{}" : null, MediaType.APPLICATION_JSON)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo(message);
    }

    /** Fails unless the method is refused and those that are known are told, such as {@code GET,HEAD}. */
    public void knowsOnly(String allowed, HttpMethod method, String path) {
        send(method, path, null).expectStatus().isEqualTo(405).expectHeader().valueEquals("Allow", allowed);
    }

    private ResponseSpec send(Principal who, HttpMethod method, String path, String body, MediaType type) {
        HandlerStrategies strategies = HandlerStrategies.empty()
                .codecs(codecs -> codecs.registerDefaults(true))
                .exceptionHandler(
                        new ErrorResponseHandler(Pages.of("frontend"), new ProblemWriter(JsonMapper.shared())))
                .webFilter((exchange, chain) ->
                        chain.filter(exchange.mutate().principal(Mono.just(who)).build()))
                .build();
        var request = WebTestClient.bindToRouterFunction(routes)
                .handlerStrategies(strategies)
                .build()
                .method(method)
                .uri(java.net.URI.create("http://localhost" + path))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        return body == null
                ? request.exchange()
                : request.contentType(type)
                        .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                        .exchange();
    }

    private static UserSession session(Role role) {
        User ada =
                new User(1, new EmailAddress("ada@example.org"), "Ada", role, new PasswordHash(""), false, NOW, null);
        Session session = new Session(
                new SessionId("the id of Ada's session"),
                "handle-of-ada's-session",
                ada.id(),
                NOW,
                NOW.plus(Duration.ofHours(8)),
                null,
                NOW,
                "192.0.2.7",
                null);
        return new UserSession(session, ada);
    }

    /** A request that was authenticated by an API token. */
    private record Script() implements AuthenticatedPrincipal {
        @Override
        public Caller caller() {
            return new Caller(1, "Ada", Role.EDITOR.permissions());
        }

        @Override
        public boolean hasSession() {
            return false;
        }

        @Override
        public String getName() {
            return "ada@example.org";
        }
    }
}
