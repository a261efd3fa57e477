package io.flangular.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Asks for every private file that was built, as strangers of every kind would. */
class PrivateFilesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningApplication application;
    private static List<String> paths;

    @BeforeAll
    static void start() throws IOException {
        application = RunningApplication.start("--flangular.session.idle=2s");
        paths = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:frontend/private/**")) {
            String url = file.getURL().toString();
            if (!url.endsWith("/") && file.isReadable()) {
                paths.add(url.substring(url.indexOf("/private/")));
            }
        }
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theBuildHasPrivateCodeItsMapsAndItsCompressedForms() {
        for (String ending : List.of(".js", ".js.map", ".js.br", ".js.gz")) {
            assertThat(paths).anyMatch(path -> path.endsWith(ending));
        }
    }

    @Test
    void whoIsLoggedInGetsThemAll() throws Exception {
        TestClient client = TestClient.signedIn(application);
        for (String path : paths) {
            boolean isForm = path.endsWith(".br") || path.endsWith(".gz");
            assertThat(status(path, "Cookie", cookie(client))).as(path).isEqualTo(isForm ? 404 : 200);
        }
    }

    @Test
    void withoutACookieThereIsNone() throws Exception {
        for (String path : paths) {
            assertThat(status(path)).as(path).isEqualTo(401);
            assertThat(status(path.replace("/private/", "/static/"))).as(path).isEqualTo(404);
            assertThat(status(path.replace("/private/", "/static/..%2fprivate/")))
                    .as(path)
                    .isEqualTo(404);
            assertThat(status("/static" + path)).as(path).isEqualTo(404);
            assertThat(status(path.replace("/private/", "/%70rivate/")))
                    .as(path)
                    .isEqualTo(401);
            assertThat(status(path.replace("/private/", "//private//")))
                    .as(path)
                    .isIn(302, 401, 404);
        }
    }

    @Test
    void theHeaderAloneOpensNone() throws Exception {
        String token = TestClient.signedIn(application).cookies().get("XSRF-TOKEN");
        for (String path : paths) {
            assertThat(status(path, "X-XSRF-TOKEN", token, "Cookie", "XSRF-TOKEN=" + token))
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void anExpiredCookieOpensNone() throws Exception {
        String cookie = cookie(TestClient.signedIn(application));
        Thread.sleep(2_100);
        for (String path : paths) {
            assertThat(status(path, "Cookie", cookie)).as(path).isEqualTo(401);
        }
    }

    private static String cookie(TestClient client) {
        return "__Host-session=" + client.cookies().get("__Host-session");
    }

    private static int status(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
