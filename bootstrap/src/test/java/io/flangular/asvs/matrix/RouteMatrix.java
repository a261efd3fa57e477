package io.flangular.asvs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.access.AccessPolicy;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Every route, with a harmless request to it and the clients that may send it. */
public final class RouteMatrix {
    private static final String NO_ROW = "{\"filters\": [{\"name\": \"id\", \"op\": \"lt\", \"val\": 0}]}";
    private static final String MAXIMUM = "{\"functions\": [{\"name\": \"max\", \"field\": \"id\"}]}";
    /** Methods, kind, the status for who may, the address, the body. What ends sessions comes last. */
    private static final String ROUTES = """
        GET,HEAD         READ   200 /api/openapi.json
        GET,HEAD         PERSON 200 /api/session
        GET,HEAD         PERSON 200 /api/token
        POST             PERSON 201 /api/token                                   {"name": "x", "scope": "read"}
        DELETE           PERSON 404 /api/token/{missing}
        GET,HEAD         PERSON 200 /api/account
        PATCH            PERSON 200 /api/account                                 {"name": null}
        PUT              PERSON 400 /api/account/password                        {}
        POST,PUT         PERSON 400 /api/account/second-factor                   {}
        POST             PERSON 400 /api/account/second-factor/off               {}
        POST             PERSON 400 /api/account/second-factor/recovery-codes    {}
        GET,HEAD         PERSON 200 /api/account/session
        DELETE           PERSON 404 /api/account/session/{missing}
        GET,HEAD         ADMIN  200 /api/user
        POST             ADMIN  400 /api/user                                    {"email": "admin@flangular.js", "role": "viewer"}
        GET,HEAD         ADMIN  404 /api/user/{missing}
        PATCH            ADMIN  404 /api/user/{missing}                          {"name": "x"}
        POST             ADMIN  404 /api/user/{missing}/link                     {"password": "x"}
        DELETE           ADMIN  404 /api/user/{missing}/session
        POST             ADMIN  404 /api/user/{missing}/second-factor/off        {"password": "x"}
        GET,HEAD         ADMIN  404 /api/user/{missing}/token
        DELETE           ADMIN  404 /api/user/{missing}/token/{token}
        GET,HEAD         ADMIN  200 /api/audit
        HEAD             OPEN   200 /login
        POST             OPEN   415 /login                                       x
        GET,HEAD         OPEN   200 /login/password
        POST             OPEN   415 /login/password                              x
        DELETE           PERSON 200 /api/account/session
        GET              OPEN   200 /login
        """;
    /** The routes of a collection. */
    private static final String COLLECTION = """
        GET,HEAD,OPTIONS READ   200 /api/NAME
        POST             WRITE  ADD /api/NAME                                    DRAFT
        PUT,PATCH        WRITE  200 /api/NAME                                    {"q": NO_ROW, CHANGE}
        DELETE           WRITE  404 /api/NAME?q=NO_ROW
        GET,HEAD,OPTIONS READ   200 /api/NAME/export
        POST             WRITE  415 /api/NAME/import                             x
        OPTIONS          READ   200 /api/NAME/import
        GET,HEAD         READ   ROW /api/NAME/{id}
        OPTIONS          READ   200 /api/NAME/{id}
        PUT,PATCH        WRITE  ROW /api/NAME/{id}                               {CHANGE}
        DELETE           WRITE  404 /api/NAME/{missing}
        GET,HEAD         READ   ROW /api/NAME/{id}/history
        OPTIONS          READ   200 /api/NAME/{id}/history
        POST             WRITE  ROW /api/NAME/{id}/history/{version}/restore
        OPTIONS          READ   200 /api/NAME/{id}/history/{version}/restore
        GET,HEAD,OPTIONS READ   200 /api/eval/NAME?q=MAXIMUM
        """;
    /** What is served without being a route, and what is not served. */
    private static final String OTHERS = """
        GET,HEAD         PAGE    200 /
        GET,HEAD         PAGE    200 /computers/1?page=2
        GET,HEAD         PAGE    200 /login/elsewhere
        GET              PAGE    200 /actuator/env
        POST,PUT,DELETE  NOWHERE 403 /
        OPTIONS          NOWHERE 403 /
        TRACE            NOWHERE 405 /
        GET,HEAD         PRIVATE 200 PRIVATE_FILE
        GET              PRIVATE 404 /private/x
        POST             PRIVATE 405 PRIVATE_FILE
        GET,HEAD         OPEN    200 /static/favicon.svg
        GET              OPEN    404 /static/x
        POST             OPEN    405 /static/favicon.svg
        GET              READ    404 /api
        GET              READ    404 /api/
        GET              READ    404 /api/elsewhere
        GET              READ    404 /api/computer/
        GET              READ    404 /%61pi/elsewhere
        GET              READ    404 /api;x=1/elsewhere
        """;

    private static final String MISSING = "4711000";
    private static final Pattern LINE = Pattern.compile("(\\S+) +(\\S+) +(\\d+) +(\\S+) *(.*)");

    private final Visitor sender;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Entry> ownPolicy = new HashSet<>();

    /** A request, and the status of the response to a client that may send it. */
    public record Entry(String method, Access.Kind kind, int in, String route, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The matrix for a running application, with a row and a private file of its own. */
    RouteMatrix(Scene scene) {
        sender = new Visitor(scene.site());
        Visitor owner = scene.loggedIn();
        Matcher file = Pattern.compile("\"(/private/[^\"]+\\.js)\"")
                .matcher(owner.get("/").text());
        assertThat(file.find()).as("a private file in the page").isTrue();
        OTHERS.lines()
                .map(line -> line.replace("PRIVATE_FILE", file.group(1)))
                .forEach(line -> entries.addAll(read(line, false, MISSING)));
        addCollections(scene, owner);
        ROUTES.lines().forEach(line -> entries.addAll(read(line, true, MISSING)));
    }

    /** Every collection that is registered, with what the description of the API has as examples. */
    private void addCollections(Scene scene, Visitor owner) {
        JsonNode paths = Visitor.read(owner.get("/api/openapi.json")).get("paths");
        for (Resource<?> resource :
                scene.site().context().getBeansOfType(Resource.class).values()) {
            String path = "/api/" + resource.name();
            String draft = example(paths.get(path).get("post"));
            String change = example(paths.get(path + "/{id}").get("patch"));
            // A rule of the record may refuse the example: then there is no row, which is an answer as well.
            Answer added = owner.json("POST", path, draft);
            boolean there = added.status() == 201;
            assertThat(added.status()).as(added.text()).isIn(201, 400);
            String row = there ? Visitor.read(added).get("id").asString() : MISSING;
            List<Entry> all = new ArrayList<>();
            COLLECTION
                    .lines()
                    .map(line -> line.replace("NAME", resource.name())
                            .replace("ADD", there ? "201" : "400")
                            .replace("ROW ", there ? "200 " : "404 ")
                            .replace("DRAFT", draft)
                            .replace("CHANGE", change.substring(1, change.length() - 1)))
                    .forEach(line -> all.addAll(read(line, true, row)));
            entries.addAll(all);
            if (!resource.policy().equals(AccessPolicy.DEFAULT)) {
                ownPolicy.addAll(all);
            }
        }
    }

    private static String example(JsonNode operation) {
        return operation.at("/requestBody/content/application~1json/example").toString();
    }

    /**
     * The entries whose routes are these, and those that are no routes; without collections of a policy of their own,
     * where roles do not decide.
     */
    public List<Entry> of(Set<String> routes) {
        return entries.stream()
                .filter(entry -> !ownPolicy.contains(entry))
                .filter(entry -> entry.route().isEmpty() || routes.contains(entry.route()))
                .toList();
    }

    /** The routes that it knows. */
    Set<String> routes() {
        Set<String> known = new TreeSet<>();
        entries.forEach(entry -> known.add(entry.route()));
        known.remove("");
        return known;
    }

    /** The methods that it knows for a route. */
    Set<String> methods(String route) {
        Set<String> known = new TreeSet<>();
        entries.stream().filter(entry -> entry.route().equals(route)).forEach(entry -> known.add(entry.method()));
        return known;
    }

    /** Sends the request of an entry with those credentials. */
    public Answer send(Entry entry, Scene.Sent sent) {
        List<String> lines = new ArrayList<>(sent.lines());
        if (!entry.body().isEmpty()) {
            lines.add("Content-Type: " + (entry.body().startsWith("{") ? "application/json" : "text/plain"));
        }
        String query = sent.query().isEmpty() ? "" : (entry.path().contains("?") ? "&" : "?") + sent.query();
        return sender.sendBare(entry.method(), entry.path() + query, entry.body(), lines);
    }

    /** Sends it with a body and a query parameter that nothing would accept. */
    Answer sendFaulty(Entry entry, Scene.Sent sent) {
        String path = entry.path() + (entry.path().contains("?") ? "&" : "?") + "unknown=1";
        return send(new Entry(entry.method(), entry.kind(), entry.in(), entry.route(), path, "{\"unknown\": "), sent);
    }

    private static List<Entry> read(String line, boolean routed, String row) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        String given = parts.group(4);
        String path = given.replace("{id}", row)
                .replace("{missing}", MISSING)
                .replace("{version}", "1")
                .replace("{token}", "4711000")
                .replace("NO_ROW", URLEncoder.encode(NO_ROW, StandardCharsets.UTF_8))
                .replace("MAXIMUM", URLEncoder.encode(MAXIMUM, StandardCharsets.UTF_8));
        String route = routed ? given.replace("{missing}", "{id}").replaceAll("\\?.*", "") : "";
        List<Entry> read = new ArrayList<>();
        for (String method : parts.group(1).split(",")) {
            read.add(new Entry(
                    method,
                    Access.Kind.valueOf(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    route,
                    path,
                    parts.group(5).replace("NO_ROW", NO_ROW)));
        }
        return read;
    }
}
