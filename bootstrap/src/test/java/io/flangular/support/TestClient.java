package io.flangular.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Talks HTTP to a running application and keeps its cookies, as a browser would on localhost. */
public final class TestClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** A client without a session. */
    public TestClient(RunningApplication application) {
        this(application.url());
    }

    /** A client without a session of what listens there. */
    public TestClient(String url) {
        this.url = url;
    }

    /** A client without a session of what is reached at that URL, without a slash at the end. */
    public static TestClient of(String url) {
        return new TestClient(url);
    }

    /** A client that has signed in as the administrator. */
    public static TestClient signedIn(RunningApplication application) {
        return signedIn(application.url());
    }

    /** The same for an application at that address, without a slash at the end. */
    public static TestClient signedIn(String url) {
        TestClient client = new TestClient(url);
        HttpResponse<String> answer = client.login(RunningApplication.EMAIL, RunningApplication.PASSWORD);
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("Could not log in: " + answer.statusCode() + " " + answer.body());
        }
        return client;
    }

    /** Posts the login form. */
    public HttpResponse<String> login(String email, String password) {
        String form = "email=" + encoded(email) + "&password=" + encoded(password) + "&next=%2F";
        return send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", url)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** The cookies that were set and not cleared, by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** The header lines of its session, each with its line break, for requests that are written byte by byte. */
    public String credentials() {
        StringBuilder lines = new StringBuilder();
        request("/")
                .build()
                .headers()
                .map()
                .forEach((name, values) -> values.forEach(
                        value -> lines.append(name).append(": ").append(value).append("\r\n")));
        return lines.toString();
    }

    /** A request to that path or absolute URL, with this client's cookies and its XSRF token. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (cookies.containsKey("XSRF-TOKEN")) {
            request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        return request;
    }

    /** Sends it and keeps the cookies of the answer. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return answer;
    }

    /** Sends it and gives the answer while it arrives; its cookies are not kept. */
    public HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Gets a path. */
    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** Sends a JSON body. */
    public HttpResponse<String> json(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The secret of a new API token of the user who is logged in; the scope is {@code read} or {@code write}. */
    public String apiToken(String scope) {
        HttpResponse<String> answer =
                json("POST", "/api/token", "{\"name\": \"of a test\", \"scope\": \"" + scope + "\"}");
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("No token: " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).get("token").stringValue();
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(name.length() + 1);
        if (value.isEmpty() || setCookie.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
