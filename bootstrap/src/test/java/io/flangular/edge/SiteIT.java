package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ComputerTable;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.SecurityHeadersOf;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts that the application accepts. */
@SharesApplication
class SiteIT {
    private static final RunningApplication NAMED = RunningApplication.start(
            "--flangular.site=https://inventory.example.org", "--flangular.edge.trusted-proxies=127.0.0.3");
    private static final RunningApplication UNNAMED = RunningApplication.onH2();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "localhost",
                "127.0.0.1",
                "inventory.example.org.evil.example",
                "inventory.example.org:8443",
                "xinventory.example.org"
            })
    void aConfiguredSiteRefusesOtherHosts(String host) throws IOException {
        for (String path : new String[] {"/", "/login", "/static/favicon.svg", "/api/computer", "/private/x"}) {
            Answer answer = get(NAMED, "127.0.0.1", path, "Host: " + host);
            assertThat(answer.status()).as(path).isEqualTo(421);
            assertThat(answer.text()).doesNotContain("inventory");
            SecurityHeadersOf.areIn(answer);
        }
    }

    @Test
    void aConfiguredSiteAcceptsItsHost() throws IOException {
        assertThat(get(NAMED, "127.0.0.1", "/login", "Host: inventory.example.org")
                        .status())
                .isEqualTo(200);
        assertThat(get(NAMED, "127.0.0.1", "/login", "Host: Inventory.Example.ORG")
                        .status())
                .isEqualTo(200);
        String told = "Host: inside:8080\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: inventory.example.org";
        assertThat(get(NAMED, "127.0.0.3", "/login", told).status()).isEqualTo(200);
        assertThat(get(NAMED, "127.0.0.1", "/login", told).status()).isEqualTo(421);
    }

    @Test
    void theDefaultPortIsOptional() throws IOException {
        String host = "Host: inventory.example.org";
        assertThat(get(NAMED, "127.0.0.1", "/login", host + ":443").status()).isEqualTo(200);
        String told = "Host: inside\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: inventory.example.org:443";
        assertThat(get(NAMED, "127.0.0.3", "/login", told).status()).isEqualTo(200);

        for (String sent : new String[] {host, host + ":443"}) {
            for (String origin : new String[] {"https://inventory.example.org", "https://inventory.example.org:443"}) {
                assertThat(credentials(origin, NAMED, "127.0.0.1", sent)).contains("session=");
            }
        }
        assertThat(credentials("http://localhost:80", UNNAMED, "127.0.0.1", "Host: localhost"))
                .contains("session=");
        assertThat(credentials("http://localhost:443", UNNAMED, "127.0.0.1", "Host: localhost"))
                .doesNotContain("session=");
    }

    @Test
    void theHostOfAnAbsoluteTargetIsUsed() throws IOException {
        assertThat(get(NAMED, "127.0.0.1", "http://evil.example/login", "Host: inventory.example.org")
                        .status())
                .isEqualTo(421);
        assertThat(get(NAMED, "127.0.0.1", "http://inventory.example.org/login", "Host: evil.example")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void linksOfTheApiStartWithTheConfiguredSiteOrTheHost() throws IOException {
        String told = "Host: inside:8080\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: inventory.example.org";
        linksBeginWith("https://inventory.example.org", NAMED, "127.0.0.3", told);
        linksBeginWith("https://inventory.example.org", NAMED, "127.0.0.1", "Host: inventory.example.org");
        linksBeginWith("http://localhost:8080", UNNAMED, "127.0.0.1", "Host: localhost:8080");
        // Only a trusted proxy is believed.
        linksBeginWith(
                "http://asked.example",
                UNNAMED,
                "127.0.0.1",
                "Host: asked.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https");
    }

    private static void linksBeginWith(String origin, RunningApplication site, String address, String host)
            throws IOException {
        String headers = host + "\r\n" + credentials(origin, site, address, host);
        new ComputerTable(site.database()).fillWith(30);
        Answer list = get(site, address, "/api/computer?page=2", headers);
        assertThat(list.header("link").split(", <", -1))
                .hasSize(4)
                .allSatisfy(link -> assertThat(link).matches("<?\\Q" + origin + "\\E/api/computer\\?page=.*"));
        Answer single = get(site, address, "/api/computer?q=%7B%22limit%22:1,%22single%22:true%7D", headers);
        assertThat(single.header("location")).startsWith(origin + "/api/computer/");
        try (RawConnection connection = RawConnection.from(address, site)) {
            Answer created = connection
                    .send("POST /api/computer HTTP/1.1\r\n" + headers
                            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                    .answer();
            assertThat(created.header("location")).startsWith(origin + "/api/computer/");
        }
    }

    private static String credentials(String origin, RunningApplication site, String address, String host)
            throws IOException {
        String form = "email=admin%40flangular.js&password=" + RunningApplication.PASSWORD.replace(' ', '+');
        try (RawConnection connection = RawConnection.from(address, site)) {
            Answer answer = connection
                    .send("POST /login HTTP/1.1\r\n" + host + "\r\nOrigin: " + origin
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                            + "\r\n\r\n" + form)
                    .answer();
            String cookies = answer.all("set-cookie").stream()
                    .map(cookie -> cookie.split(";", 2)[0])
                    .collect(Collectors.joining("; "));
            return "Cookie: " + cookies + "\r\nX-XSRF-TOKEN: " + cookies.replaceAll("(?s).*XSRF-TOKEN=([^;]*).*", "$1");
        }
    }

    @Test
    void theHostHeaderIsNotReflectedWithoutAConfiguredSite() throws IOException {
        for (String path : new String[] {"/", "/computers?x=1", "/login", "/api/computer", "/nothing.html"}) {
            Answer answer = get(UNNAMED, "127.0.0.1", path, "Host: evil.example");
            assertThat(answer.headers().toString() + answer.text()).doesNotContain("evil.example");
            if (answer.status() == 302) {
                assertThat(answer.header("location")).startsWith("/login");
            }
        }
    }

    private static Answer get(RunningApplication site, String address, String path, String headers) throws IOException {
        try (RawConnection connection = RawConnection.from(address, site)) {
            return connection
                    .send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n")
                    .answer();
        }
    }
}
