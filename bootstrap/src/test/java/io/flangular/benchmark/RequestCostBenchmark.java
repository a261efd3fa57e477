package io.flangular.benchmark;

import io.flangular.support.ApplicationProcess;
import io.flangular.support.RunningApplication;
import io.flangular.support.http.Wire;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much processor time the worst requests of strangers cost, compared with an ordinary one, the login page as
 * Chromium requests it: at most three times as much. What closes the connection is compared with an ordinary request
 * on a connection of its own. Logins with a password are left out: their hash is meant to cost. Run by {@code mvn
 * -Pbenchmark -pl bootstrap -am test -DskipTests}; the first argument is how many times each request is sent, the
 * second one a regular expression that is found in the names of those that are.
 */
public final class RequestCostBenchmark {
    private static final double MOST = 3;
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 5;
    private static final String HOST = "Host: localhost\r\n";
    private static final String ORDINARY = get("/login", """
        Connection: keep-alive
        Cache-Control: max-age=0
        sec-ch-ua: "Chromium";v="156", "Not/A)Brand";v="24"
        sec-ch-ua-mobile: ?0
        sec-ch-ua-platform: "Linux"
        Upgrade-Insecure-Requests: 1
        User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36
        Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8
        Sec-Fetch-Site: none
        Sec-Fetch-Mode: navigate
        Sec-Fetch-User: ?1
        Sec-Fetch-Dest: document
        Accept-Encoding: gzip, deflate, br, zstd
        Accept-Language: de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7
        """.replace("\n", "\r\n"));
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private final int times;
    private final ApplicationProcess server;
    private final URI url;
    private final Map<String, String> requests = new LinkedHashMap<>();

    private RequestCostBenchmark(int times) throws IOException {
        this.times = times;
        server = ApplicationProcess.start(
                        List.of("-Xmx512m"),
                        "--flangular.data=" + Files.createTempDirectory("flangular"),
                        "--flangular.admin.password=" + RunningApplication.PASSWORD,
                        "--flangular.edge.trusted-proxies=127.0.0.1")
                .awaitReady();
        url = URI.create(server.url());
        uris();
        headers();
        tokens();
        forms();
    }

    /** Prints a line for each request, and ends with 1 when one costs too much. */
    public static void main(String[] arguments) throws Exception {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        RequestCostBenchmark benchmark = new RequestCostBenchmark(times);
        if (arguments.length > 1) {
            benchmark
                    .requests
                    .keySet()
                    .removeIf(Pattern.compile(arguments[1]).asPredicate().negate());
        }
        boolean good = benchmark.run();
        benchmark.server.close();
        System.exit(good ? 0 : 1);
    }

    private void uris() {
        add("quotes in the query, as reported", get("/x?" + "\"".repeat(64_000), ""));
        add("quotes in the query, as many as fit", get("/x?" + "\"".repeat(1_360), ""));
        add("a query as long as can be", get("/login?" + "a".repeat(4_080), ""));
        add("a query that is too long", get("/login?" + "a".repeat(16_300), ""));
        add("an API query as long as can be", get("/api/computer?q=" + "a".repeat(10_200), ""));
        add("an API query of quotes", get("/api/computer?q=" + "\"".repeat(3_400), ""));
        add("an API query with long parameters", get("/api/computer?" + ("&" + "%41".repeat(17)).repeat(195), ""));
        add("a query of raw UTF-8", get("/login?" + "\u00c3\u00b6".repeat(680), ""));
        add("a query of per cent signs", get("/login?" + "%".repeat(1_360), ""));
        add("a query with many parameters", get("/login?" + "&a".repeat(199), ""));
        add("a query with long parameters", get("/login?" + ("&" + "%41".repeat(6)).repeat(195), ""));
        add("a path as long as can be", get("/" + "a".repeat(2_040), ""));
        add("a path that is too long", get("/" + "a".repeat(16_300), ""));
        add("an encoded path", get("/" + "%41".repeat(680), ""));
        add("a path with many segments", get("/a".repeat(100), ""));
        add("a path with many empty segments", get("/".repeat(100), ""));
        add("a path with many parameters", get("/" + ";a=b".repeat(99), ""));
        add("a path with long parameters", get("/" + (";a=" + "b,".repeat(8)).repeat(99), ""));
        add("an API path as long as can be", get("/api/" + "%41".repeat(680), ""));
        add("a static path as long as can be", get("/static/" + "a".repeat(2_030), ""));
        add("a whole URL", get("http://localhost/" + "a".repeat(2_030) + "?" + "a".repeat(2_040), ""));
        add("next as long as can be", get("/login?next=/" + "a/".repeat(1_000), ""));
        add("next with dots", get("/login?next=" + "/..".repeat(680), ""));
        add("next encoded", get("/login?next=%2F" + "%61".repeat(1_350), ""));
        add("next that is too long", get("/login?next=%2F" + "%2e".repeat(1_350), ""));
        add("a page whose address is kept", get("/a?" + "%22".repeat(600), ""));
    }

    private void headers() {
        add("a header as long as can be", get("/login", "X-A: " + "a".repeat(16_300) + "\r\n"));
        add("a header that is too long", get("/login", "X-A: " + "a".repeat(60_000) + "\r\n"));
        add("many headers", get("/login", lines(98, "X-")));
        add("too many headers", get("/login", lines(2_000, "")));
        add("many headers of one name", get("/login", "Accept: a/b\r\n".repeat(98)));
        add("Accept as long as can be", get("/static/none", "Accept: " + "a/b,".repeat(255) + "\r\n"));
        add(
                "Accept of a log-in as long as can be",
                post("/login", FORM + "Accept: " + "a/b,".repeat(250) + "application/json\r\n", "challenge=a"));
        add("Accept with parameters", get("/static/none", "Accept: a/b" + ";a=b".repeat(240) + "\r\n"));
        add(
                "Accept-Encoding as long as can be",
                get("/static/favicon.svg", "Accept-Encoding: " + "a,".repeat(510) + "\r\n"));
        add("Accept-Language as long as can be", get("/login", "Accept-Language: " + "a,".repeat(510) + "\r\n"));
        add(
                "Content-Type as long as can be",
                post("/login", FORM.strip() + ";a=b".repeat(240) + "\r\n", "challenge=a"));
        add(
                "If-None-Match as long as can be",
                get("/static/favicon.svg", "If-None-Match: " + "\"a\",".repeat(250) + "\r\n"));
        add(
                "Authorization as long as can be",
                get("/api/computer", "Authorization: Bearer " + "a".repeat(16_000) + "\r\n"));
        add("User-Agent as long as can be", get("/login", "User-Agent: " + "a".repeat(16_000) + "\r\n"));
        add("Origin as long as can be", post("/login", "Origin: " + "a".repeat(1_000) + "\r\n" + FORM, ""));
        add("Host as long as can be", "GET /login HTTP/1.1\r\nHost: " + "a".repeat(250) + "\r\n\r\n");
        add("Host that is too long", "GET /login HTTP/1.1\r\nHost: " + "a.".repeat(8_000) + "\r\n\r\n");
        add("X-Forwarded-For as long as can be", get("/login", "X-Forwarded-For: " + "10.0.0.1,".repeat(110) + "\r\n"));
        add("X-Forwarded-For of proxies", get("/login", "X-Forwarded-For: " + "127.0.0.1,".repeat(100) + "\r\n"));
        add(
                "X-Forwarded-* of commas",
                get(
                        "/login",
                        "X-Forwarded-For: " + ",".repeat(1_000) + "\r\nX-Forwarded-Host: " + ",".repeat(1_000)
                                + "\r\nX-Forwarded-Proto: " + ",".repeat(1_000) + "\r\n"));
        add("X-Forwarded-For on many lines", get("/login", ("X-Forwarded-For: " + ",".repeat(10) + "\r\n").repeat(98)));
        add("X-Forwarded-Host as long as can be", get("/login", "X-Forwarded-Host: " + "a".repeat(1_000) + "\r\n"));
        add("cookies as many as can be", get("/login", "Cookie: " + "a=b;".repeat(299) + "\r\n"));
        add(
                "cookies of different names",
                get(
                        "/x",
                        "Cookie: "
                                + IntStream.range(0, 299)
                                        .mapToObj(i -> "n" + i + "=v")
                                        .collect(Collectors.joining("; "))
                                + "\r\n"));
        add("too many cookies", get("/login", "Cookie: " + "a=b;".repeat(4_000) + "\r\n"));
        add("a cookie as long as can be", get("/x", "Cookie: a=" + "b".repeat(16_000) + "\r\n"));
    }

    private void tokens() {
        String header = encoded("{\"alg\":\"HS256\",\"typ\":\"session+jwt\",\"kid\":\"a\"}");
        for (String cookie : List.of("__Host-session", "__Host-device")) {
            int number = 0;
            for (String token : List.of(
                    "a".repeat(1_024),
                    header + "." + "a".repeat(900) + "." + "a".repeat(43),
                    header + "." + encoded("[".repeat(600)) + "." + "a".repeat(43),
                    encoded("{\"a\":".repeat(120)) + "." + encoded("{}") + "." + "a".repeat(43),
                    encoded("{\"alg\":\"HS256\",\"x\":" + "[".repeat(550)) + "." + encoded("{}") + ".a")) {
                add("a bad " + cookie + " no. " + ++number, get("/x", "Cookie: " + cookie + "=" + token + "\r\n"));
            }
        }
        String bad = header + "." + encoded("[".repeat(600)) + "." + "a".repeat(43);
        add(
                "all tokens bad",
                get(
                        "/api/computer",
                        "Cookie: __Host-session=" + bad + "; XSRF-TOKEN=" + bad + "; __Host-device=" + bad
                                + "\r\nX-XSRF-TOKEN: " + bad + "\r\n"));
    }

    private void forms() {
        add("a form of separators", post("/login", FORM, "&".repeat(16_000)));
        add("a form with many fields", post("/login", FORM, fields()));
        add("a form of encoded characters", post("/login", FORM, "challenge=" + "%61".repeat(5_400)));
        add("a form of broken characters", post("/login", FORM, "challenge=" + "%FF".repeat(5_400)));
        add("a form of per cent signs", post("/login", FORM, "challenge=" + "%".repeat(16_000)));
        add("a form that is too large", post("/login", FORM, "challenge=" + "a".repeat(60_000)));
        add("a form with a long next", post("/login", FORM, "challenge=a&next=/" + "a/".repeat(1_000)));
        add("a form with a bad next", post("/login", FORM, "challenge=a&next=" + "/..".repeat(5_000)));
        add("a bad challenge", post("/login", FORM, "challenge=" + "a".repeat(1_024) + "&code=" + "1".repeat(15_000)));
        add("a bad link", post("/login/password", FORM, "code=" + "a".repeat(16_000)));
    }

    /** The first rounds warm up: the compiler works on all requests before one is measured. */
    private boolean run() throws IOException {
        Map<String, Cost> least = new LinkedHashMap<>();
        Cost kept = round(ORDINARY, true);
        Cost fresh = round(ORDINARY, false);
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            if (i == WARM_UP) {
                least.clear();
                kept = round(ORDINARY, true);
                fresh = round(ORDINARY, false);
            }
            kept = kept.or(round(ORDINARY, true));
            fresh = fresh.or(round(ORDINARY, false));
            for (Map.Entry<String, String> request : requests.entrySet()) {
                least.merge(request.getKey(), round(request.getValue(), true), Cost::or);
            }
        }
        return print(least, kept.microseconds, fresh.microseconds);
    }

    private static boolean print(Map<String, Cost> costs, double kept, double fresh) {
        System.out.printf("%nAn ordinary request costs %.0f µs, on a connection of its own %.0f µs%n%n", kept, fresh);
        System.out.printf("%-42s %6s %9s %6s%n", "Request", "status", "µs", "ratio");
        boolean good = true;
        for (Map.Entry<String, Cost> request : costs.entrySet()) {
            Cost cost = request.getValue();
            double ratio = cost.microseconds / (cost.closed ? fresh : kept);
            good &= ratio <= MOST;
            System.out.printf(
                    "%-42s %6d %9.0f %6.2f%s%n",
                    request.getKey(), cost.status, cost.microseconds, ratio, ratio <= MOST ? "" : "  TOO MUCH");
        }
        return good;
    }

    /** What a request costs, and how it is answered. */
    private record Cost(int status, boolean closed, double microseconds) {
        /** The lower one: what else the server does meanwhile is no part of it. */
        private Cost or(Cost other) {
            return other.microseconds < microseconds ? other : this;
        }
    }

    private Cost round(String request, boolean keepsAlive) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        Wire wire = new Wire(url, InetAddress.ofLiteral("127.0.0.1"));
        Answer answer = null;
        long before = server.cpuNanos();
        for (int i = 0; i < times; i++) {
            answer = wire.exchange(bytes);
            if (!keepsAlive) {
                wire.close();
            }
        }
        double microseconds = (server.cpuNanos() - before) / 1e3 / times;
        wire.close();
        return new Cost(answer.status(), answer.header("connection").equals("close"), microseconds);
    }

    private void add(String name, String request) {
        if (requests.put(name, request) != null) {
            throw new IllegalArgumentException(name);
        }
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + headers + "\r\n";
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + HOST + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String lines(int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + Integer.toString(i, 36) + ":\r\n")
                .collect(Collectors.joining());
    }

    private static String fields() {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> Integer.toString(i, 36) + "=")
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
