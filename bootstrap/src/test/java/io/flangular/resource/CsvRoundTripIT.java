package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large table is imported, exported and imported again, by a server with little memory. */
class CsvRoundTripIT {
    private static final int ROWS = 100_000;
    private static final String[] VALUES = {
        "XEON E5-2670",
        "",
        "\"\"",
        "\"a, \"\"b\"\"\r\nc\nd\"",
        "'=1+1",
        "''=1",
        " 漢字 🚀 ",
        "'-5 W",
        "\"a;b\"",
        "\"a;'=1\""
    };

    @Test
    void anExportIsImportedWithoutDifferencesOnH2(@TempDir Path folder) throws Exception {
        goThereAndBack("--flangular.data=" + folder);
    }

    @Test
    void anExportIsImportedWithoutDifferencesOnPostgreSql(@TempDir Path folder) throws Exception {
        goThereAndBack("--flangular.data=" + folder, "--flangular.database.url=" + RunningApplication.newDatabase());
    }

    private static void goThereAndBack(String... database) throws Exception {
        List<String> settings = new ArrayList<>(List.of(database));
        settings.add("--flangular.admin.email=" + RunningApplication.EMAIL);
        settings.add("--flangular.admin.password=" + RunningApplication.PASSWORD);
        try (ApplicationProcess server = ApplicationProcess.start(List.of("-Xmx128m"), settings.toArray(String[]::new))
                .awaitReady()) {
            TestClient client = TestClient.signedIn(server.url());
            StringBuilder rows = new StringBuilder("processor,ram,power\r\n");
            for (int i = 0; i < ROWS; i++) {
                rows.append(i)
                        .append(',')
                        .append(VALUES[i % VALUES.length])
                        .append(',')
                        .append(VALUES[i / VALUES.length % VALUES.length])
                        .append("\r\n");
            }
            assertThat(send(client, rows.toString()))
                    .isEqualTo("{\"num_created\":" + ROWS + ",\"num_updated\":0,\"num_unchanged\":0}");
            String exported = export(client);
            assertThat(exported.replaceAll("(?m)^[0-9]+,([0-9]+,)", "$1")).isEqualTo("id," + rows);
            assertThat(send(client, exported))
                    .isEqualTo("{\"num_created\":0,\"num_updated\":0,\"num_unchanged\":" + ROWS + "}");
            assertThat(export(client)).isEqualTo(exported);
            assertThat(server.output()).doesNotContain("OutOfMemory");
        }
    }

    private static String export(TestClient client) {
        HttpResponse<String> answer =
                client.send(client.request("/api/computer").header("Accept", "text/csv"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String send(TestClient client, String rows) {
        return client.send(client.request("/api/computer")
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(rows)))
                .body();
    }
}
