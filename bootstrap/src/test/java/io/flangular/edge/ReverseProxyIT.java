package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/**
 * Forwarded headers are accepted from configured proxies only. Here these are 127.0.0.3 and the network 10.0.0.0/8;
 * 127.0.0.1 is any other client.
 */
class ReverseProxyIT {
    private static final String TRUSTED = "--flangular.edge.trusted-proxies=127.0.0.3,10.0.0.0/8,fd00::/8";
    private static final RunningApplication SITE = RunningApplication.start(Mirror.class, TRUSTED);
    private static final RunningApplication STANDARD =
            RunningApplication.start(Mirror.class, TRUSTED, "--flangular.edge.forwarded-headers=forwarded");
    private static final String PROXY = "127.0.0.3";
    private static final String ANYBODY = "127.0.0.1";

    /** Adds to every response how the application sees the request. */
    @Configuration(proxyBeanMethods = false)
    static class Mirror {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter mirror() {
            return (exchange, chain) -> {
                InetSocketAddress client = exchange.getRequest().getRemoteAddress();
                exchange.getResponse()
                        .getHeaders()
                        .set(
                                "Seen",
                                client.getAddress().getHostAddress() + " "
                                        + exchange.getRequest().getURI());
                return chain.filter(exchange);
            };
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 192.0.2.1 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 192.0.2.1~X-Forwarded-Proto: https | 192.0.2.1 https://inside:8080/login",
                "X-Forwarded-For: 192.0.2.1~X-Forwarded-Proto: HTTPS~X-Forwarded-Host: Example.org | 192.0.2.1"
                        + " https://example.org/login",
                "X-Forwarded-Proto: https~X-Forwarded-Host: example.org:8443 | 127.0.0.3"
                        + " https://example.org:8443/login",
                "X-Forwarded-Host: [2001:db8::2]:81 | 127.0.0.3 http://[2001:db8::2]:81/login",
                "X-Forwarded-For: 2001:db8::1 | 2001:db8:0:0:0:0:0:1 http://inside:8080/login",
                "X-Forwarded-For: [2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1 http://inside:8080/login",
                "X-Forwarded-For: 192.0.2.1:4711 | 192.0.2.1 http://inside:8080/login",
                // What the client sent stands in front, and is not reached.
                "X-Forwarded-For: 203.0.113.9, 192.0.2.1 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 203.0.113.9~X-Forwarded-For: 192.0.2.1 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 10.1.1.1, 192.0.2.1 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: x, 192.0.2.1~X-Forwarded-Proto: https, http | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 192.0.2.1~X-Forwarded-Host: evil.example, example.org | 192.0.2.1"
                        + " http://example.org/login",
                // A trusted proxy in front of this one is believed too.
                "X-Forwarded-For: 192.0.2.1, 10.0.0.7 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 203.0.113.9, 192.0.2.1, fd00::1, 10.0.0.7 | 192.0.2.1 http://inside:8080/login",
                "X-Forwarded-For: 192.0.2.1, 10.0.0.7~X-Forwarded-Proto: https, http | 192.0.2.1"
                        + " https://inside:8080/login",
                "X-Forwarded-For: 10.0.0.8, 10.0.0.7 | 10.0.0.8 http://inside:8080/login",
                // What is no address hides the client, and is not looked up.
                "X-Forwarded-For: unknown | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-For: localhost | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-For: 203.0.113.9, unknown | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-For: | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-Proto: javascript | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-Host: a b | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-Host: a/b | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-Prefix: /x~X-Forwarded-Port: 81 | 127.0.0.3 http://inside:8080/login",
                "Forwarded: for=203.0.113.9;proto=https;host=evil.example | 127.0.0.3 http://inside:8080/login"
            })
    void forwardedHeadersOfATrustedProxyAreUsed(String headers, String seen) throws IOException {
        assertThat(seen(SITE, PROXY, headers)).isEqualTo(seen);
        assertThat(seen(SITE, ANYBODY, headers)).isEqualTo("127.0.0.1 http://inside:8080/login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Forwarded: for=192.0.2.1 | 192.0.2.1 http://inside:8080/login",
                "Forwarded: For=\"[2001:db8::1]:4711\";Proto=https;Host=\"example.org:8443\" | 2001:db8:0:0:0:0:0:1"
                        + " https://example.org:8443/login",
                "Forwarded: proto=https; host=example.org; by=10.0.0.7; for=192.0.2.1 | 192.0.2.1"
                        + " https://example.org/login",
                "Forwarded: for=203.0.113.9;proto=https;host=evil.example, for=192.0.2.1 | 192.0.2.1"
                        + " http://inside:8080/login",
                "Forwarded: for=203.0.113.9~Forwarded: for=192.0.2.1;proto=https | 192.0.2.1 https://inside:8080/login",
                "Forwarded: for=192.0.2.1;proto=https;host=example.org, for=10.0.0.7;proto=http;host=inner | 192.0.2.1"
                        + " https://example.org/login",
                "Forwarded: for=\"203.0.113.9, for=192.0.2.1;proto=https | 192.0.2.1 https://inside:8080/login",
                "Forwarded: for=\"203.0.113.9, for=\"[2001:db8::1]\" | 2001:db8:0:0:0:0:0:1 http://inside:8080/login",
                "Forwarded: for=_hidden;proto=https | 127.0.0.3 https://inside:8080/login",
                "Forwarded: for=unknown, for=_hidden | 127.0.0.3 http://inside:8080/login",
                "Forwarded: ;=;,=\",, | 127.0.0.3 http://inside:8080/login",
                "X-Forwarded-For: 203.0.113.9~X-Forwarded-Proto: https | 127.0.0.3 http://inside:8080/login"
            })
    void theForwardedHeaderIsReadWhenConfigured(String headers, String seen) throws IOException {
        assertThat(seen(STANDARD, PROXY, headers)).isEqualTo(seen);
        assertThat(seen(STANDARD, ANYBODY, headers)).isEqualTo("127.0.0.1 http://inside:8080/login");
    }

    @Test
    void forwardedHeadersAreIgnoredWithoutATrustedProxy() throws IOException {
        try (RunningApplication site = RunningApplication.start(Mirror.class)) {
            for (String address : List.of(PROXY, ANYBODY)) {
                assertThat(seen(site, address, "X-Forwarded-For: 192.0.2.1~X-Forwarded-Proto: https"))
                        .isEqualTo(address + " http://inside:8080/login");
            }
        }
    }

    @Test
    void strictTransportSecurityIsSentBehindAProxyWithTlsOnly() throws IOException {
        String https = "X-Forwarded-For: 192.0.2.1~X-Forwarded-Proto: https";
        assertThat(get(SITE, PROXY, https).headers()).containsKey("strict-transport-security");
        assertThat(get(SITE, PROXY, "X-Forwarded-For: 192.0.2.1").headers())
                .doesNotContainKey("strict-transport-security");
        assertThat(get(SITE, ANYBODY, https).headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void theLoginPageWarnsBehindAProxyWithoutTlsOnly() throws IOException {
        String warning = "HTTPS";
        assertThat(get(SITE, PROXY, "X-Forwarded-Host: inventory.example.org").text())
                .contains(warning);
        assertThat(get(SITE, PROXY, "X-Forwarded-Host: inventory.example.org~X-Forwarded-Proto: https")
                        .text())
                .doesNotContain(warning);
    }

    @Test
    void formsAreAcceptedFromTheOriginThatTheProxyForwards() throws IOException {
        String told = "X-Forwarded-Host: inventory.example.org~X-Forwarded-Proto: https";
        String own = "Origin: https://inventory.example.org~";
        assertThat(login(PROXY, own + told)).isEqualTo(303);
        assertThat(login(PROXY, "Origin: https://elsewhere.example~" + told)).isEqualTo(403);
        assertThat(login(ANYBODY, own + told)).isEqualTo(403);
    }

    private static int login(String address, String headers) throws IOException {
        String form = "email=" + RunningApplication.EMAIL + "&password="
                + URLEncoder.encode(RunningApplication.PASSWORD, StandardCharsets.UTF_8);
        return send(
                        SITE,
                        address,
                        "POST",
                        headers + "~Content-Type: application/x-www-form-urlencoded~Content-Length: " + form.length(),
                        form)
                .status();
    }

    private static String seen(RunningApplication site, String address, String headers) throws IOException {
        return get(site, address, headers).header("seen");
    }

    private static Answer get(RunningApplication site, String address, String headers) throws IOException {
        return send(site, address, "GET", headers, "");
    }

    /** Headers are separated by tildes. */
    private static Answer send(RunningApplication site, String address, String method, String headers, String body)
            throws IOException {
        try (RawConnection connection = RawConnection.from(address, site)) {
            return connection
                    .send(method + " /login HTTP/1.1\r\nHost: inside:8080\r\n" + headers.replace("~", "\r\n")
                            + "\r\n\r\n" + body)
                    .answer();
        }
    }
}
