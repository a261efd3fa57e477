package io.flangular.web.session;

import io.flangular.domain.RandomBytes;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.web.session.SignedTokenType.Claims;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The cookie by which a browser is known in which somebody has logged in before. It opens nothing: its one use is that
 * the failures of others do not slow down who comes with it. It is kept when the session ends.
 */
public final class DeviceCookie {
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final SignedTokenCodec tokens;
    private final RandomBytes random;
    private final Clock clock;
    private final boolean secure;
    private final String name;

    /**
     * Cookies with tokens of that kind.
     *
     * @param secure false for a plain name and no {@code Secure}, for sites without TLS that are not localhost
     */
    public DeviceCookie(SignedTokenCodec tokens, RandomBytes random, Clock clock, boolean secure) {
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
        this.secure = secure;
        name = secure ? "__Host-device" : "device";
    }

    /** The browser that sent the request, if it is known. */
    Optional<KnownDevice> in(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(name);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.DEVICE, cookies.getFirst().getValue())
                        .map(token -> new KnownDevice(
                                Long.parseLong(token.claim(Claims.USER)),
                                token.claim(Claims.DEVICE),
                                token.claim(Claims.BINDING)));
    }

    /**
     * The cookie for the browser in which that user has just logged in with these credentials: it keeps its id while the
     * user is the same.
     */
    ResponseCookie issue(ServerHttpRequest request, long userId, String binding) {
        String id = in(request)
                .filter(known -> known.userId() == userId)
                .map(KnownDevice::id)
                .orElseGet(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(16)));
        String token = tokens.issue(
                SignedTokenType.DEVICE,
                Map.of(Claims.USER, Long.toString(userId), Claims.DEVICE, id, Claims.BINDING, binding),
                clock.instant().plus(LIFETIME));
        return ResponseCookie.from(name, token)
                .path("/")
                .secure(secure)
                .httpOnly(true)
                .sameSite("Strict")
                .maxAge(LIFETIME)
                .build();
    }
}
