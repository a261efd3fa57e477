package io.flangular.web.session.token;

import io.flangular.domain.RandomBytes;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.web.session.token.SignedTokenType.Claims;
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
 * The cookie that marks a browser as known after a login. It grants no access: it only exempts the browser from
 * throttling by the failures of others. It outlives the session.
 */
public final class DeviceCookie {
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final SignedTokenCodec tokens;
    private final RandomBytes random;
    private final Clock clock;
    private final boolean secure;
    private final String name;

    /** Creates the cookie; without {@code secure}, for sites without TLS other than localhost. */
    public DeviceCookie(SignedTokenCodec tokens, RandomBytes random, Clock clock, boolean secure) {
        this.tokens = tokens;
        this.random = random;
        this.clock = clock;
        this.secure = secure;
        name = secure ? "__Host-device" : "device";
    }

    public Optional<KnownDevice> in(ServerHttpRequest request) {
        List<HttpCookie> cookies = request.getCookies().get(name);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : tokens.verify(SignedTokenType.DEVICE, cookies.getFirst().getValue())
                        .map(token -> new KnownDevice(
                                Long.parseLong(token.claim(Claims.USER)),
                                token.claim(Claims.DEVICE),
                                token.claim(Claims.BINDING)));
    }

    /** Issues the cookie after a login or a change of the credentials. A known device of the user keeps its id. */
    public ResponseCookie issue(ServerHttpRequest request, long userId, String binding) {
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
