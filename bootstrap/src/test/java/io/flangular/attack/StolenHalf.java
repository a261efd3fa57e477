package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.DatabaseDump;
import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What somebody tries who has stolen one half of a session's credentials: the cookie, or the XSRF token. They send
 * sequences of requests, keep every cookie that they are given, and put what they have wherever a server might look for
 * it. Through the API they must get to read and to change nothing. The same number always gives the same sequence.
 */
public final class StolenHalf {
    private static final String CANARY = "the secret processor";
    private static final int LONGEST = 6;
    private static final List<String> METHODS =
            List.of("GET", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    /** What is tried besides the routes of the application: other spellings, and what is no route. */
    private static final List<String> OTHER_PATHS = List.of(
            "/api/computer?q=%7B%7D",
            "/api/eval/computer?q=%7B%22functions%22:%5B%7B%22name%22:%22max%22,%22field%22:%22processor%22%7D%5D%7D",
            "/%61pi/computer",
            "/api;x/computer",
            "//api/computer",
            "/api/./computer",
            "/private/../api/computer",
            "/api/computer/",
            "/API/computer",
            "/",
            "/computers/1",
            "/private/x",
            "/static/x");

    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "{\"processor\": \"changed\"}",
            "{\"q\": {}, \"processor\": \"changed\"}",
            "{\"name\": \"mine\", \"scope\": \"write\"}",
            "{\"email\": \"mine@evil.example\", \"role\": \"administrator\"}",
            "{\"password\": \"guess\", \"new_password\": \"nine purple kayaks 4711\"}",
            "{\"disabled\": true, \"role\": \"viewer\", \"name\": \"mine\", \"code\": \"000000\"}",
            "processor,ram\nchanged,\n",
            "email=admin%40flangular.js&password=guess&_method=DELETE");
    private static final List<String> TYPES = List.of(
            "application/json", "text/plain", "text/csv", "application/x-www-form-urlencoded", "multipart/form-data");

    private final RunningApplication application;
    private final List<String> paths = new ArrayList<>(OTHER_PATHS);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Map<String, String> victim = Map.of();
    private long requests;

    /** Attacks that application, into which it puts a computer to be read or changed. */
    public StolenHalf(RunningApplication application) {
        this.application = application;
        application.routes().stream()
                .filter(route -> route.startsWith("/api/"))
                .map(route -> route.replaceAll("\\{.*?}", "1"))
                .forEach(paths::add);
        TestClient owner = TestClient.signedIn(application);
        String body = "{\"processor\": \"" + CANARY + "\"}";
        assertThat(owner.json("POST", "/api/computer", body).statusCode()).isEqualTo(201);
        assertThat(owner.get("/api/computer/1").body()).contains(CANARY);
    }

    /** Sends the sequences of these numbers; an assertion tells the first one that got anywhere. */
    public void run(long first, long count) {
        String before = everything();
        for (long number = first; number < first + count; number++) {
            sequence(number);
            if (number % 1_000 == 999) {
                assertThat(everything()).as("the data after sequence " + number).isEqualTo(before);
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** How many requests were sent. */
    public long requests() {
        return requests;
    }

    private void sequence(long number) {
        SplittableRandom random = new SplittableRandom(number);
        if (victim.isEmpty()) {
            victim = Map.copyOf(TestClient.signedIn(application).cookies());
        }
        boolean cookie = random.nextBoolean();
        String stolen = victim.get(cookie ? "__Host-session" : "XSRF-TOKEN");
        Map<String, String> jar = new LinkedHashMap<>();
        if (cookie) {
            jar.put("__Host-session", stolen);
        }
        for (int i = random.nextInt(1, LONGEST + 1); i > 0; i--) {
            HttpRequest request = request(random, stolen, jar);
            HttpResponse<String> answer = send(request);
            requests++;
            String what = "sequence " + number + ": " + request.method() + " " + request.uri() + " "
                    + request.headers().map() + " gave " + answer.statusCode() + " "
                    + answer.headers().map();
            assertThat(answer.body()).as(what).doesNotContain(CANARY).doesNotContain("num_results");
            if (answer.statusCode() / 100 == 2) {
                // The shell of the application, which says nothing, or the login page.
                assertThat(answer.headers().firstValue("content-type").orElse(""))
                        .as(what)
                        .startsWith("text/html");
                assertThat(request.uri().getPath()).as(what).doesNotStartWith("/api/");
            }
            for (String set : answer.headers().allValues("set-cookie")) {
                String[] pair = set.split(";", 2)[0].split("=", 2);
                if (!pair[1].isEmpty()) {
                    assertThat(pair[0]).as(what).isEqualTo("__Host-session");
                    jar.put(pair[0], pair[1]);
                }
            }
            if (request.uri().getPath().equals("/login")) {
                // Whoever has the cookie can log its owner out: an annoyance, and no access.
                victim = Map.of();
            }
        }
    }

    private HttpRequest request(SplittableRandom random, String stolen, Map<String, String> jar) {
        String path = random.nextInt(100) == 0 ? "/login" : one(paths, random);
        String method = path.equals("/login") ? "GET" : one(METHODS, random);
        if (random.nextInt(8) == 0) {
            path += (path.contains("?") ? "&" : "?") + one(List.of("access_token", "X-XSRF-TOKEN", "token"), random)
                    + "=" + stolen;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(one(BODIES, random)))
                .header("Content-Type", one(TYPES, random));
        Map<String, String> cookies = new LinkedHashMap<>(jar);
        if (random.nextInt(3) == 0) {
            cookies.put(one(List.of("XSRF-TOKEN", "__Host-session", "session", "__Host-device"), random), stolen);
        }
        List<String> sent = new ArrayList<>();
        cookies.forEach((name, value) -> sent.add(name + "=" + value));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent.stream().collect(Collectors.joining("; ")));
        }
        switch (random.nextInt(5)) {
            case 0 -> request.header("X-XSRF-TOKEN", stolen);
            case 1 -> request.header("X-XSRF-TOKEN", jar.getOrDefault("__Host-session", "x"));
            case 2 -> request.header("Authorization", "Bearer " + stolen);
            case 3 -> request.header("X-CSRF-TOKEN", stolen).header("X-Requested-With", "XMLHttpRequest");
            default -> {}
        }
        switch (random.nextInt(6)) {
            case 0 -> request.header("Origin", "https://evil.example").header("Sec-Fetch-Site", "cross-site");
            case 1 -> request.header("Origin", application.url()).header("Sec-Fetch-Site", "same-origin");
            case 2 -> request.header("X-HTTP-Method-Override", one(METHODS, random));
            case 3 -> request.header("X-Forwarded-For", "127.0.0.1").header("X-Original-URL", "/api/computer");
            case 4 -> request.header("Accept", one(List.of("text/csv", "text/html", "application/json"), random));
            default -> {}
        }
        return request.build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(request + " had no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What an attack could have changed, as one text: all but the notes that the victim goes on logging in. */
    private String everything() {
        return DatabaseDump.of(application, "login_session", "security_event");
    }

    private static String one(List<String> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
