package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unusual paths that were meant for the API are answered in JSON, with the reason. */
@SharesApplication
class ApiPathsIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    @ParameterizedTest
    @CsvSource({
        "/api/computer/, /api/computer?",
        "/api/computer/1/, /api/computer/1?",
        "/api/computer/1/history/, /api/computer/1/history?",
        "/api/eval/computer/, /api/eval/computer?",
        "/api/token/, /api/token?",
        "/api/user/, /api/user?",
        "/api/account/, /api/account?",
        "/api/audit/, /api/audit?",
        "/api/session/, /api/session?",
        "/api/openapi.json/, /api/openapi.json?",
        "//api/computer/1, /api/computer/1?",
        "///api//computer, /api/computer?",
        "/api//computer, /api/computer?",
        "/./api/computer, /api/computer?",
        "/x/../api/computer, /api/computer?",
        "/API/computer, /api/computer?",
        "/api, /api/openapi.json",
        "/api/, /api?",
        "/api%2Fcomputer, /api/openapi.json",
        "/api/nothing, /api/openapi.json",
        "/api/computer/1/owner, /api/openapi.json",
    })
    void anUnusualPathOfTheApiIsExplained(String path, String hint) throws IOException {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            Answer stranger = send(method, path, "");
            assertThat(stranger.status()).as(method + " " + path).isEqualTo(401);
            assertThat(stranger.header("content-type")).isEqualTo("application/problem+json");

            Answer answer = send(method, path, TestClient.signedIn(SITE).credentials());
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.text())
                    .contains("There is nothing at " + path + ".")
                    .contains(hint);
        }
    }

    private static Answer send(String method, String path, String headers) throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            return connection
                    .send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n" + headers
                            + "\r\n")
                    .answer();
        }
    }
}
