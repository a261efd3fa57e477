package io.flangular.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.FakeRandomBytes;
import io.flangular.domain.SettableClock;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.web.session.token.DeviceCookie;
import io.flangular.web.session.token.SignedTokenCodec;
import io.flangular.web.session.token.SignedTokenType;
import io.flangular.web.session.token.TestKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientResolverTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final SignedTokenCodec tokens = new SignedTokenCodec(TestKeys.of(SECRET), clock, Duration.ofMinutes(10));
    private final ClientResolver clients =
            new ClientResolver(new DeviceCookie(tokens, new FakeRandomBytes(), clock, true));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "fe80::1%1, fe80::1",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void theIpAddressHasNeitherPortNorScope(String given, String told) throws Exception {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getByName(given), 54321);

        assertThat(clients.of(request().remoteAddress(remote).build()).address())
                .isEqualTo(told);
        assertThat(clients.of(request()
                                .remoteAddress(InetSocketAddress.createUnresolved(given, 54321))
                                .build())
                        .address())
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_hidden", "unknown", "localhost", "<b>"})
    void hostNamesAreNotResolved(String given) {
        InetSocketAddress remote = InetSocketAddress.createUnresolved(given, 0);

        assertThat(clients.of(request().remoteAddress(remote).build()).address())
                .isEqualTo("unknown");
        assertThat(clients.of(request().build()).address()).isEqualTo("unknown");
    }

    @Test
    void theBrowserIsTheUserAgentHeader() {
        assertThat(clients.of(request().header("User-Agent", "Firefox").build()).browser())
                .isEqualTo("Firefox");
        assertThat(clients.of(request().header("User-Agent", " ").build()).browser())
                .isNull();
        assertThat(clients.of(request().header("User-Agent", "x".repeat(5000)).build())
                        .browser())
                .hasSize(255);
        assertThat(clients.of(request().build()).browser()).isNull();
    }

    @Test
    void aDeviceIsKnownForAYear() {
        ResponseCookie cookie = clients.remember(request().build(), 7, "binding");

        assertThat(cookie.toString())
                .startsWith("__Host-device=ey")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict", "Max-Age=31536000")
                .doesNotContain("Domain");
        KnownDevice known = from(cookie).device();
        assertThat(known.userId()).isEqualTo(7);
        assertThat(known.id()).matches("[A-Za-z0-9_-]{22}");
        clock.advance(Duration.ofDays(365));
        assertThat(from(cookie).device()).isNull();
    }

    @Test
    void aDeviceKeepsItsIdForTheSameUserOnly() {
        ResponseCookie first = clients.remember(request().build(), 7, "binding");
        clock.advance(Duration.ofDays(100));
        ResponseCookie again = clients.remember(request(first), 7, "binding");
        ResponseCookie other = clients.remember(request(first), 8, "binding");

        assertThat(from(again).device()).isEqualTo(from(first).device());
        assertThat(again.getValue()).isNotEqualTo(first.getValue());
        assertThat(from(other).device().userId()).isEqualTo(8);
        assertThat(from(other).device().id()).isNotEqualTo(from(first).device().id());
    }

    @Test
    void aForgedDeviceTokenIsIgnored() {
        String session = tokens.issue(
                SignedTokenType.SESSION, new SessionId("x"), clock.instant().plusSeconds(60));
        ResponseCookie cookie = clients.remember(request().build(), 7, "binding");

        for (String value : List.of("", "x", session, cookie.getValue() + "x")) {
            assertThat(clients.of(request()
                                    .cookie(new HttpCookie("__Host-device", value))
                                    .build())
                            .device())
                    .describedAs(value)
                    .isNull();
        }
        assertThat(clients.of(request()
                                .cookie(
                                        new HttpCookie("__Host-device", cookie.getValue()),
                                        new HttpCookie("__Host-device", cookie.getValue()))
                                .build())
                        .device())
                .isNull();
    }

    private Client from(ResponseCookie cookie) {
        return clients.of(request(cookie));
    }

    private static MockServerHttpRequest request(ResponseCookie cookie) {
        return request()
                .cookie(new HttpCookie(cookie.getName(), cookie.getValue()))
                .build();
    }

    private static MockServerHttpRequest.BaseBuilder<?> request() {
        return MockServerHttpRequest.get("/login");
    }
}
