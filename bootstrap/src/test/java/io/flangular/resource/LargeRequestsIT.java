package io.flangular.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The largest requests and responses, several at a time, of a server that has little memory. */
class LargeRequestsIT {
    private static final List<String> LITTLE_MEMORY =
            List.of("-Xmx400m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1");
    private static final int ROWS = 100;
    private static final String LONGEST = "x".repeat(1 << 18);
    /** Almost as many characters of three bytes each. */
    private static final String WIDEST = "\u2603".repeat(260_000);

    private static final int WIDE_ROWS = 60;
    private static final String SORTED = "/api/computer?q="
            + URLEncoder.encode(
                    "{\"order_by\":[{\"field\":\"processor\",\"direction\":\"desc\"}]}", StandardCharsets.UTF_8);
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    @TempDir
    private Path data;

    /** A response: its status, and the beginning and the length of its body. */
    private record Answer(int status, long length, String beginning, boolean canBeRetried) {}

    @Test
    void theServerAnswersEveryLargeRequest() throws Exception {
        try (ApplicationProcess server = ApplicationProcess.start(
                        LITTLE_MEMORY,
                        "--flangular.data=" + data,
                        "--flangular.admin.email=" + RunningApplication.EMAIL,
                        "--flangular.admin.password=" + RunningApplication.PASSWORD)
                .awaitReady()) {
            TestClient client = TestClient.signedIn(server.url());
            assertThat(send(client, csv(client, "processor\n" + "x\n".repeat(ROWS)))
                            .status())
                    .isEqualTo(200);
            assertThat(client.json("PATCH", "/api/computer", "{\"q\":{},\"processor\":\"" + LONGEST + "\"}")
                            .body())
                    .isEqualTo("{\"num_modified\":" + ROWS + "}");

            for (int parallel : List.of(3, 8)) {
                List<Answer> pages =
                        inParallel(client, parallel, () -> client.request("/api/computer?results_per_page=100"));
                assertThat(pages).anySatisfy(page -> assertThat(page.status).isEqualTo(200));
                assertThat(pages).allSatisfy(page -> {
                    assertThat(page.status).isIn(200, 503);
                    assertThat(page.canBeRetried).isEqualTo(page.status == 503);
                    assertThat(page.length).isLessThan(9_000_000);
                });
            }
            assertThat(idsOnAllPages(client)).hasSize(ROWS).doesNotHaveDuplicates();

            assertThat(inParallel(
                            client, 2, () -> csv(client, "processor,ram\nx,\"" + "\n".repeat(3_900_000) + "\"\n")))
                    .allSatisfy(answer -> {
                        assertThat(answer.status).isEqualTo(400);
                        assertThat(answer.beginning).contains("\"line\":2", "300000 line breaks");
                    });

            String escaped = "{\"processor\":\"" + "\\u00e4".repeat(1 << 18) + "\"}";
            String nested = "{\"processor\":[" + "{},".repeat(600_000) + "{}]}";
            assertThat(inParallel(client, 8, () -> json(client, escaped)))
                    .allSatisfy(answer -> assertThat(answer.status).isIn(201, 503))
                    .anySatisfy(answer -> assertThat(answer.status).isEqualTo(201));
            assertThat(inParallel(client, 8, () -> json(client, nested)))
                    .allSatisfy(answer -> assertThat(answer.status).isIn(400, 503));

            assertThat(inParallel(
                            client, 2, () -> client.request("/api/computer").header("Accept", "text/csv")))
                    .allSatisfy(answer -> assertThat(answer.status).isIn(200, 503));
            assertThat(client.get("/api/computer/1/history?results_per_page=100")
                            .statusCode())
                    .isEqualTo(200);

            for (int i = 0; i < WIDE_ROWS; i++) {
                assertThat(send(client, json(client, "{\"processor\":\"" + WIDEST + i + "\"}"))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(inParallel(client, 6, () -> client.request(SORTED)))
                    .allSatisfy(answer -> assertThat(answer.status).isIn(200, 503))
                    .anySatisfy(answer -> assertThat(answer.status).isEqualTo(200));
            assertThat(inParallel(client, 2, () -> client.request(SORTED).header("Accept", "text/csv")))
                    .allSatisfy(answer -> {
                        assertThat(answer.status).isEqualTo(200);
                        assertThat(answer.length).isGreaterThan(WIDE_ROWS * (long) WIDEST.length());
                    });
            othersLogInMeanwhile(server, client);

            assertThat(FileSystemUtils.deleteRecursively(data.resolve("temporary")))
                    .isTrue();
            assertThat(send(client, csv(client, "processor\nsmall\n")).beginning)
                    .contains("\"num_created\":1");
            assertThat(server.output())
                    .doesNotContain("OutOfMemory")
                    .doesNotContain(" ERROR ")
                    .doesNotContain("\tat ");
        }
    }

    private static void othersLogInMeanwhile(ApplicationProcess server, TestClient client) throws Exception {
        String search = "/api/computer?results_per_page=100&q="
                + URLEncoder.encode("{\"filters\":[{\"name\":\"ram\",\"op\":\"is_null\"}]}", StandardCharsets.UTF_8);
        try (ExecutorService attack = Executors.newSingleThreadExecutor()) {
            Future<List<Answer>> answers = attack.submit(() -> inParallel(client, 12, () -> client.request(search)));
            do {
                TestClient.signedIn(server.url());
            } while (!answers.isDone());
            assertThat(answers.get())
                    .allSatisfy(answer -> assertThat(answer.status).isIn(200, 429, 503));
        }
    }

    private static List<Long> idsOnAllPages(TestClient client) {
        List<Long> ids = new ArrayList<>();
        String url = "/api/computer?results_per_page=100";
        while (url != null) {
            HttpResponse<String> page = client.get(url);
            Matcher id = ID.matcher(page.body());
            while (id.find()) {
                ids.add(Long.valueOf(id.group(1)));
            }
            assertThat(page.body()).contains("\"num_results\":" + ROWS);
            Matcher next = NEXT.matcher(page.headers().firstValue("link").orElse(""));
            url = next.find() ? next.group(1) : null;
        }
        return ids;
    }

    private static HttpRequest.Builder csv(TestClient client, String table) {
        return client.request("/api/computer")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(table));
    }

    private static HttpRequest.Builder json(TestClient client, String body) {
        return client.request("/api/computer")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static Answer send(TestClient client, HttpRequest.Builder request) throws IOException {
        HttpResponse<InputStream> response = client.stream(request);
        try (InputStream body = response.body()) {
            String beginning = new String(body.readNBytes(1_000), StandardCharsets.UTF_8);
            long length = beginning.length() + body.transferTo(OutputStream.nullOutputStream());
            return new Answer(
                    response.statusCode(),
                    length,
                    beginning,
                    response.headers().firstValue("retry-after").isPresent());
        }
    }

    private static List<Answer> inParallel(TestClient client, int count, Supplier<HttpRequest.Builder> request)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            Callable<Answer> sending = () -> send(client, request.get());
            for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(count, sending))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
