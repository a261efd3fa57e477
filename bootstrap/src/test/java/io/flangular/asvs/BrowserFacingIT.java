package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.asvs.matrix.MatrixTestBase;
import io.flangular.asvs.matrix.Scene.Sent;
import io.flangular.support.DatabaseDump;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests that pages of other sites can make a browser send are refused. */
class BrowserFacingIT extends MatrixTestBase {
    @Test
    @DisplayName("26. ASVS 3.3 cookies are for this site alone, and what opens something is for no script")
    void cookiesAreForThisSiteAlone() {
        Answer answer = new Visitor(scene.site()).login(RunningApplication.EMAIL, RunningApplication.PASSWORD);
        assertThat(answer.all("set-cookie")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(cookie -> {
            assertThat(cookie)
                    .contains("; Path=/;", "; Secure")
                    .containsPattern("; SameSite=(Lax|Strict)")
                    .doesNotContainIgnoringCase("; Domain");
            if (cookie.startsWith("XSRF-TOKEN=") || cookie.startsWith("__Host-xsrf=")) {
                assertThat(cookie).doesNotContainIgnoringCase("; HttpOnly").contains("; SameSite=Strict");
            } else {
                assertThat(cookie).startsWith("__Host-").containsIgnoringCase("; HttpOnly");
            }
        });
    }

    @Test
    @DisplayName("28. ASVS 3.5.1, 3.5.2 what a form of another site could send is refused")
    void requestsThatAFormOfAnotherSiteCouldSendAreRefused() {
        Visitor visitor = scene.loggedIn();
        String cookies = "Cookie: " + Visitor.SESSION + "=" + visitor.cookies().get(Visitor.SESSION) + "; XSRF-TOKEN="
                + visitor.cookies().get(Visitor.XSRF);
        String json = "{\"processor\": \"by another site\"}";

        assertThat(visitor.sendBare("POST", "/api/computer", json, List.of(cookies, "Content-Type: application/json"))
                        .status())
                .isEqualTo(401);
        for (String type :
                List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")) {
            for (String path : List.of("/api/computer", "/api/token")) {
                assertThat(visitor.send("POST", path, json, "Content-Type: " + type)
                                .status())
                        .as("%s at %s", type, path)
                        .isEqualTo(415);
            }
        }
        for (String line : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: " + scene.site().url() + "1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            assertThat(visitor.json("POST", "/api/computer", json, line).status())
                    .as(line)
                    .isEqualTo(403);
            assertThat(visitor.get("/api/computer", line).status()).as(line).isEqualTo(403);
        }
        for (String line : List.of("Origin: " + scene.site().url(), "Sec-Fetch-Site: same-origin")) {
            assertThat(visitor.json("POST", "/api/computer", json, line).status())
                    .as(line)
                    .isEqualTo(201);
        }
    }

    @Test
    @DisplayName("29. ASVS 3.5.3 GET and HEAD change nothing, and nothing makes another method of them")
    void readingMethodsChangeNothing() {
        Sent administrator = scene.tokens().sent();
        String before = DatabaseDump.of(scene.site());
        for (String method : List.of("DELETE", "PUT", "PATCH", "POST")) {
            Sent overriding = administrator
                    .line("X-HTTP-Method-Override: " + method)
                    .line("X-HTTP-Method: " + method)
                    .line("X-Method-Override: " + method)
                    .inQuery("_method=" + method + "&X-HTTP-Method-Override=" + method);
            matrix.of(scene.site().routes()).stream()
                    .filter(entry -> Set.of("GET", "HEAD").contains(entry.method()))
                    // This one logs out, which is what it is for.
                    .filter(entry -> !entry.toString().equals("GET /login"))
                    .forEach(entry -> assertThat(matrix.send(entry, overriding).status())
                            .as("%s with %s", entry, method)
                            // Searches refuse parameters that they do not know.
                            .isIn(entry.in(), 400));
        }
        assertThat(DatabaseDump.of(scene.site())).isEqualTo(before);
    }

    @Test
    @DisplayName("30. ASVS 3.4.2 no other origin is granted anything")
    void noCorsHeadersAreSent() {
        for (String origin : List.of(
                "https://evil.example", "null", "http://localhost", scene.site().url())) {
            for (Sent sent : List.of(new Sent(), scene.tokens().sent())) {
                Sent asking = sent.line("Origin: " + origin)
                        .line("Access-Control-Request-Method: DELETE")
                        .line("Access-Control-Request-Headers: X-XSRF-TOKEN");
                for (String method : List.of("OPTIONS", "GET")) {
                    // The login page comes last, since it logs out.
                    for (String path : List.of("/", "/api/computer", "/api/session", "/static/favicon.svg", "/login")) {
                        Answer answer = new Visitor(scene.site())
                                .sendBare(method, method.equals("GET") ? path + "?x" : path, "", asking.lines());
                        assertThat(answer.headers().keySet())
                                .as("%s %s from %s", method, path, origin)
                                .noneMatch(name -> name.startsWith("access-control-"));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("35. ASVS 4.1.3 what a client says about proxies and hosts is not believed")
    void forwardedHeadersOfClientsAreIgnored() {
        List<String> forged = List.of(
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 444",
                "X-Forwarded-Prefix: /evil",
                "X-Forwarded-Ssl: on",
                "X-Forwarded-For: 192.0.2.1",
                "Forwarded: for=192.0.2.1;host=evil.example;proto=https",
                "X-Original-URL: /api/computer",
                "X-Rewrite-URL: /api/computer");
        Visitor stranger = new Visitor(scene.site());
        for (List<String> lines : List.of(forged, List.of("Host: evil.example"))) {
            Answer page = stranger.sendBare("GET", "/computers?page=2", "", lines);
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.header("location")).isEqualTo("/login?next=%2Fcomputers%3Fpage%3D2");
            assertThat(page.headers()).doesNotContainKey("strict-transport-security");
            Answer form = stranger.sendBare("GET", "/login", "", lines);
            assertThat(form.text() + form.headers()).doesNotContain("evil");
            Answer list = scene.loggedIn().get("/api/computer?results_per_page=1", lines.toArray(String[]::new));
            assertThat(list.status()).isEqualTo(200);
            // URLs begin with the host that was asked, whatever is said about another one.
            String origin = lines == forged ? scene.site().url() : "http://evil.example";
            assertThat(list.header("link")).startsWith("<" + origin + "/api/computer?");
            assertThat(list.header("link").replace(origin, "")).doesNotContain("evil");
        }
        Answer attempt = stranger.send(
                "POST",
                "/login",
                "email=a%40flangular.js&password=x",
                "Content-Type: application/x-www-form-urlencoded",
                "X-Forwarded-Host: evil.example",
                "Origin: https://evil.example");
        assertThat(attempt.status()).isEqualTo(403);
        Map<String, String> cookies = scene.loggedIn().cookies();
        Answer shell = stranger.sendBare(
                "GET",
                "/",
                "",
                List.of("Cookie: " + Visitor.SESSION + "=" + cookies.get(Visitor.SESSION), forged.get(7)));
        assertThat(shell.header("content-type")).startsWith("text/html");
    }
}
