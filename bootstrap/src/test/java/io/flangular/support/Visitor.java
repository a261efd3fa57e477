package io.flangular.support;

import io.flangular.support.http.Wire;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client with an IP address and cookies of its own, which can also send requests that no browser would send. */
public final class Visitor {
    /** The cookie that opens pages. */
    public static final String SESSION = "__Host-session";
    /** The cookie whose value goes into the header. */
    public static final String XSRF = "XSRF-TOKEN";

    private final URI url;
    private final Wire wire;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Somebody at 127.0.0.1. */
    public Visitor(RunningApplication site) {
        this(site, 0);
    }

    /** Somebody at the loopback address of that number; those of different numbers are different clients. */
    public Visitor(RunningApplication site, int number) {
        url = URI.create(site.url());
        wire = new Wire(url, address(number));
    }

    /** The loopback address of that number, up to 50,000. */
    public static InetAddress address(int number) {
        return InetAddress.ofLiteral("127.0." + number / 200 + "." + (number % 200 + 1));
    }

    /** Somebody who has logged in as the first administrator. */
    public static Visitor administrator(RunningApplication site) {
        Visitor visitor = new Visitor(site);
        visitor.mustLogIn(RunningApplication.EMAIL, RunningApplication.PASSWORD);
        return visitor;
    }

    /** The cookies that were set and not cleared, by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Forgets the session, as when the browser is closed, and keeps what says that the browser is known. */
    public void forgetSession() {
        cookies.remove(SESSION);
        cookies.remove(XSRF);
    }

    /** Gets a path. */
    public Answer get(String path, String... lines) {
        return send("GET", path, "", lines);
    }

    /** Sends JSON. */
    public Answer json(String method, String path, String body, String... lines) {
        return send(method, path, body, with(lines, "Content-Type: application/json"));
    }

    /** Sends a form of the site: names and values in turn. */
    public Answer form(String path, List<String> fields, String... lines) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields.get(i))
                    .append('=')
                    .append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8));
        }
        return send(
                "POST",
                path,
                body.toString(),
                with(lines, "Content-Type: application/x-www-form-urlencoded", "Origin: " + url));
    }

    /** Sends the form of the login page. */
    public Answer login(String email, String password, String... lines) {
        return form("/login", List.of("email", email, "password", password, "next", "/"), lines);
    }

    /** Logs in with what must be right. */
    public void mustLogIn(String email, String password) {
        Answer answer = login(email, password);
        if (answer.status() != 303) {
            throw new AssertionError("Could not log in: " + answer.status() + " " + answer.text());
        }
    }

    /** Sends a request with the cookies and the header that goes with them, and these header lines. */
    public Answer send(String method, String path, String body, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        if (!cookies.isEmpty()) {
            all.add("Cookie: "
                    + cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (cookies.containsKey(XSRF)) {
            all.add("X-XSRF-TOKEN: " + cookies.get(XSRF));
        }
        Answer answer = sendBare(method, path, body, all);
        answer.all("set-cookie").forEach(this::keep);
        return answer;
    }

    /**
     * Sends a request with these header lines and none that speaks of a session; the cookies of the answer are not
     * kept.
     */
    public Answer sendBare(String method, String path, String body, List<String> lines) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: ").append(url.getAuthority()).append("\r\n");
        }
        if (bytes.length > 0 || !List.of("GET", "HEAD").contains(method)) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        lines.forEach(line -> head.append(line).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] request = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, request, start.length, bytes.length);
        try {
            return wire.exchange(request);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The JSON of an answer. */
    public static JsonNode read(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty() || setCookie.toLowerCase(Locale.ROOT).contains("max-age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String[] with(String[] lines, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(lines));
        return all.toArray(String[]::new);
    }
}
