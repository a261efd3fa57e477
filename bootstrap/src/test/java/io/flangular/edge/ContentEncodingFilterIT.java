package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A compressed body is refused as such, on every route that reads one. */
@SharesApplication
class ContentEncodingFilterIT {
    private static final TestClient CLIENT = TestClient.signedIn(RunningApplication.onH2());

    @ParameterizedTest
    @CsvSource({
        "POST, /api/computer, application/json, gzip",
        "POST, /api/computer, application/json, GZIP",
        "POST, /api/computer, application/json, 'identity, br'",
        "POST, /api/computer, application/json, aws-chunked",
        "PUT, /api/computer/1, application/json, gzip",
        "PATCH, /api/computer, application/json, gzip",
        "POST, /api/computer, text/csv, gzip",
        "POST, /api/token, application/json, deflate",
        "POST, /login, application/x-www-form-urlencoded, gzip",
        "POST, /login/password, application/x-www-form-urlencoded, gzip"
    })
    void anEncodedBodyIsRefusedAndItsEncodingNamed(String method, String path, String type, String coding)
            throws IOException {
        HttpResponse<String> answer = send(method, path, type, coding, gzip("{\"processor\":\"x\"}"));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Encoding " + coding);
        assertThat(answer.headers().firstValue("accept-encoding")).hasValue("identity");
    }

    @Test
    void browsersGetAnHtmlErrorPage() throws IOException {
        HttpResponse<String> answer = CLIENT.send(CLIENT.request("/login")
                .header("Accept", "text/html")
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip("email=a"))));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Error 415", "Content-Encoding gzip");
    }

    @Test
    void identityIsAccepted() {
        byte[] plain = "{\"processor\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(send("POST", "/api/computer", "application/json", "identity", plain)
                        .statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> send(String method, String path, String type, String coding, byte[] body) {
        return CLIENT.send(CLIENT.request(path)
                .header("Content-Type", type)
                .header("Content-Encoding", coding)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return compressed.toByteArray();
    }
}
