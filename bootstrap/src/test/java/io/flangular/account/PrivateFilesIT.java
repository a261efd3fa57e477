package io.flangular.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Requests every private file of the build with and without valid credentials. */
@SharesApplication
class PrivateFilesIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static List<String> paths;

    @BeforeAll
    static void findAll() throws IOException {
        paths = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:frontend/private/**")) {
            String url = file.getURL().toString();
            if (!url.endsWith("/") && file.isReadable()) {
                paths.add(url.substring(url.indexOf("/private/")));
            }
        }
    }

    @Test
    void theBuildHasPrivateCodeItsMapsAndItsCompressedForms() {
        for (String ending : List.of(".js", ".js.map", ".js.br", ".js.gz")) {
            assertThat(paths).anyMatch(path -> path.endsWith(ending));
        }
    }

    @Test
    void loggedInUsersGetEveryPrivateFile() {
        TestClient client = TestClient.signedIn(SITE);
        for (String path : paths) {
            boolean isForm = path.endsWith(".br") || path.endsWith(".gz");
            assertThat(status(path, "Cookie", cookie(client))).as(path).isEqualTo(isForm ? 404 : 200);
        }
    }

    @Test
    void noPrivateFileIsServedWithoutACookie() {
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
    void noPrivateFileIsServedForTheHeaderAlone() {
        String token = TestClient.signedIn(SITE).cookies().get("XSRF-TOKEN");
        for (String path : paths) {
            assertThat(status(path, "X-XSRF-TOKEN", token, "Cookie", "XSRF-TOKEN=" + token))
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void noPrivateFileIsServedForAnExpiredCookie() throws InterruptedException {
        try (RunningApplication impatient = RunningApplication.start("--flangular.session.idle=1s")) {
            String cookie = cookie(TestClient.signedIn(impatient));
            Thread.sleep(1_100);
            for (String path : paths) {
                assertThat(status(impatient, path, "Cookie", cookie)).as(path).isEqualTo(401);
            }
        }
    }

    private static String cookie(TestClient client) {
        return "__Host-session=" + client.cookies().get("__Host-session");
    }

    private static int status(String path, String... headers) {
        return status(SITE, path, headers);
    }

    private static int status(RunningApplication site, String path, String... headers) {
        TestClient client = new TestClient(site);
        HttpRequest.Builder request = client.request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request).statusCode();
    }
}
