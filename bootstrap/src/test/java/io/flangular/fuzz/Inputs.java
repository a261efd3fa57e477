package io.flangular.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests to the collections, made from numbers: the same number makes the same request. */
final class Inputs {
    private static final List<String> OF_COMPUTER = List.of("id", "processor", "ram", "power");
    private static final List<String> OF_SPECIMEN =
            List.of("id", "name", "order", "small", "large", "exact", "price", "used", "boughtOn");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            Charset.forName("UTF-32"),
            Charset.forName("windows-1252"));
    private static final List<String> NO_ENCODING =
            List.of("%", "%2", "%zz", "%C0%80", "%ED%A0%80", "%FF", "%F8%88%80%80%80", "%00", "%u0041", "%%20", "+");
    private static final List<String> CONDITIONS = List.of(
            "*",
            "\"1\"",
            "\"2\"",
            "W/\"1\"",
            "\"1\", \"2\"",
            "1",
            "\"",
            "\"\"",
            "\"99999999999999999999\"",
            ",",
            "W/",
            "\u00e4",
            "\"1\" \"2");
    private static final List<String> ACCEPTS =
            List.of("*/*", "text/csv", "text/html", "a/b/c", "text/csv;q=2", ";", "*/json", "application/json;q=x");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=",
            "application/jsonx",
            "text/csv",
            "text/csv; charset=latin1",
            "text/plain",
            "multipart/form-data",
            "a",
            "/",
            "*/*",
            "application/x-www-form-urlencoded");

    private final SplittableRandom random;
    private final JsonInputs json;
    private final String resource;

    private Inputs(SplittableRandom random) {
        this.random = random;
        boolean computer = random.nextInt(4) == 0;
        resource = computer ? "computer" : "specimen";
        json = new JsonInputs(random, computer ? OF_COMPUTER : OF_SPECIMEN);
    }

    /** The request of that number. */
    static Input number(long seed) {
        return new Inputs(new SplittableRandom(seed)).input();
    }

    private Input input() {
        String all = "/api/" + resource;
        int kind = random.nextInt(100);
        if (kind < 35) {
            return request("GET", all + "?" + parameters(json.query()), "");
        }
        if (kind < 45) {
            return request("GET", "/api/eval/" + resource + "?q=" + encoded(json.functions()), "");
        }
        if (kind < 62) {
            return request("POST", all, json.row());
        }
        if (kind < 72) {
            return request(one(2) ? "PATCH" : "PUT", all, json.bulkChange());
        }
        if (kind < 76) {
            return request("DELETE", all + "?q=" + encoded(json.query()), "");
        }
        if (kind < 84) {
            return request(one(2) ? "PATCH" : "PUT", row(), json.row());
        }
        if (kind < 88) {
            return request(one(2) ? "GET" : "DELETE", row(), "");
        }
        if (kind < 92) {
            return csv(all);
        }
        if (kind < 94) {
            return request("GET", all + "?" + parameters(json.query()), "").with("Accept: text/csv");
        }
        return odd(all);
    }

    private Input csv(String all) {
        String dryRun = one(2) ? "?dry_run=true" : one(4) ? "?dry_run=" + encoded(json.text()) : "";
        List<String> headers = one(3)
                ? List.of("Content-Type: text/csv", "Accept: application/x-ndjson")
                : List.of("Content-Type: text/csv");
        return new Input("POST", all + dryRun, headers, bytes(json.csv()));
    }

    /** What is no use of the protocol at all. */
    private Input odd(String all) {
        return switch (random.nextInt(8)) {
            case 0 -> request("GET", row() + "/" + of(List.of("history", "", "owner", "%2f", "..", "history/1")), "");
            case 1 ->
                request(
                        "POST",
                        row() + "/" + of(List.of("history", "history/1/restore", "history/2/restore", "history/x")),
                        json.row());
            case 2 -> request(of(List.of("HEAD", "OPTIONS", "TRACE", "FOO", "get")), one(2) ? all : row(), "");
            case 3 -> request("GET", "/api/" + encoded(json.text()), "");
            case 4 ->
                request(
                        of(List.of("GET", "POST", "DELETE", "PUT")),
                        of(List.of("/api/session", "/api/token")),
                        json.row());
            case 5 -> request("POST", "/api/token", json.tokenOrder());
            case 6 -> request(of(List.of("DELETE", "GET")), "/api/token/" + encoded(json.number()), "");
            default -> {
                byte[] noise = new byte[one(200) ? 300_000 : random.nextInt(300)];
                random.nextBytes(noise);
                yield new Input("POST", all, List.of("Content-Type: application/json"), noise);
            }
        };
    }

    private Input request(String method, String target, String body) {
        List<String> headers = new ArrayList<>();
        if (!body.isEmpty()) {
            headers.add("Content-Type: " + (one(25) ? of(TYPES) : TYPES.getFirst()));
        }
        if (one(15)) {
            headers.add("If-Match: " + of(CONDITIONS));
        }
        if (one(15)) {
            headers.add("If-None-Match: " + of(CONDITIONS));
        }
        if (one(100)) {
            headers.add("Authorization: "
                    + of(List.of("Bearer x", "Bearer", "bearer  fl_\u00e4", "Basic YTpi", "Bearer a b")));
        }
        if (one(15)) {
            headers.add("Accept: " + of(ACCEPTS));
        }
        if (method.equals("POST") && one(8)) {
            headers.add("Idempotency-Key: " + of(List.of("a", "b", "\"c\"", "", "\u00e4", "k".repeat(1_000))));
        }
        return new Input(method, target, headers, bytes(body));
    }

    private String row() {
        String id = one(4) ? encoded(one(2) ? json.number() : json.text()) : Integer.toString(1 + random.nextInt(200));
        return "/api/" + resource + "/" + id;
    }

    private String parameters(String q) {
        List<String> parameters = new ArrayList<>();
        if (!one(15)) {
            parameters.add("q=" + encoded(q));
        }
        for (String name : List.of("page", "results_per_page", "count", "after", "before", "with", "callback", "q")) {
            if (one(12)) {
                parameters.add(name + "=" + encoded(parameter(name)));
            }
        }
        return String.join("&", parameters);
    }

    private String parameter(String name) {
        if (one(3)) {
            return json.text();
        }
        return switch (name) {
            case "count" -> "none";
            case "with" -> "change";
            case "after", "before" -> of(List.of("AAAA", "WzFd", "e30", "bnVsbA", "W251bGwsMV0", "WyJhIiwyXQ", "-_-_"));
            default -> json.number();
        };
    }

    private byte[] bytes(String text) {
        return text.getBytes(one(60) ? CHARSETS.get(random.nextInt(CHARSETS.size())) : StandardCharsets.UTF_8);
    }

    private String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        boolean wrongly = one(40);
        for (byte each : bytes(text)) {
            boolean plain = each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z';
            if (plain || wrongly && each > ' ' && each != '#') {
                encoded.append((char) each);
            } else {
                encoded.append(String.format("%%%02X", each));
            }
        }
        if (one(60)) {
            encoded.insert(random.nextInt(encoded.length() + 1), of(NO_ENCODING));
        }
        return encoded.toString();
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}
