package io.flangular.asvs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import example.password.PlainPasswords;
import io.flangular.attack.TokenForge;
import io.flangular.support.RunningApplication;
import io.flangular.support.UserTable;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** A running application, and the users, tokens and keys that credentials of every kind are made of. */
public final class Scene {
    private static final String SECRET = "the secret of the application that is attacked";

    private final RunningApplication site = PlainPasswords.start("--flangular.session.secret=" + SECRET);
    private final TokenForge forge = new TokenForge(SECRET);

    public RunningApplication site() {
        return site;
    }

    TokenForge forge() {
        return forge;
    }

    /** Who has just logged in as the administrator. */
    public Visitor loggedIn() {
        return Visitor.administrator(site);
    }

    /** The tokens of a new session. */
    public Tokens tokens() {
        return new Tokens(loggedIn());
    }

    /** The tokens of a new session, each made into another. */
    public Tokens tokens(UnaryOperator<String> change) {
        Tokens tokens = tokens();
        return new Tokens(change.apply(tokens.cookie()), change.apply(tokens.header()));
    }

    /** The tokens of a new session, with other claims and a right signature. */
    public Tokens claiming(Consumer<ObjectNode> claims) {
        return tokens(token -> forge.resigned(token, header -> {}, claims));
    }

    /** The tokens of a new session, with other headers and a right signature. */
    public Tokens heading(Consumer<ObjectNode> header) {
        return tokens(token -> forge.resigned(token, header, claims -> {}));
    }

    /** The tokens of a session of another user, who has been disabled since. */
    Tokens ofDisabledUser() {
        String email = newUser();
        Visitor visitor = new Visitor(site);
        visitor.mustLogIn(email, RunningApplication.PASSWORD);
        disable(email);
        return new Tokens(visitor);
    }

    /** The API token of another user, who has been disabled since. */
    String apiTokenOfDisabledUser() {
        String email = newUser();
        Visitor visitor = new Visitor(site);
        visitor.mustLogIn(email, RunningApplication.PASSWORD);
        String secret = apiToken(visitor, "x", "write");
        disable(email);
        return secret;
    }

    /** The secret of a new API token of the administrator. */
    public String apiToken(String scope) {
        return apiToken("x", scope);
    }

    /** The secret of a new API token of that name. */
    public String apiToken(String name, String scope) {
        return apiToken(loggedIn(), name, scope);
    }

    /** The secret of a new API token of who is logged in. */
    public static String apiToken(Visitor owner, String name, String scope) {
        Answer issued = owner.json("POST", "/api/token", """
            {"name": "%s", "scope": "%s"}\
            """.formatted(name, scope));
        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        return Visitor.read(issued).get("token").stringValue();
    }

    /** Changes the database as another node would, and waits until the cache of this one has expired. */
    void elsewhere(String sql, String argument) {
        site.database().sql(sql).bind(0, argument).then().block();
        pause();
    }

    private void disable(String email) {
        new UserTable(site.database()).disable(List.of(email));
        pause();
    }

    private String newUser() {
        String email = UUID.randomUUID() + "@flangular.js";
        new UserTable(site.database()).addLikeAdministrator(List.of(email));
        return email;
    }

    private static void pause() {
        try {
            Thread.sleep(1_050);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tokens of the session cookie and of the header that goes with it. */
    public record Tokens(String cookie, String header) {
        Tokens(Visitor visitor) {
            this(visitor.cookies().get(Visitor.SESSION), visitor.cookies().get(Visitor.XSRF));
        }

        public Sent sent() {
            return new Sent().cookie(cookie).header(header);
        }

        public String session() {
            return TokenForge.session(cookie);
        }
    }

    /** The credentials of a request: header lines, and what is added to the URL. */
    public record Sent(List<String> lines, String query) {
        public Sent() {
            this(List.of(), "");
        }

        public Sent line(String line) {
            List<String> more = new ArrayList<>(lines);
            more.add(line);
            return new Sent(List.copyOf(more), query);
        }

        public Sent cookie(String token) {
            return line("Cookie: " + Visitor.SESSION + "=" + token);
        }

        public Sent header(String token) {
            return line("X-XSRF-TOKEN: " + token);
        }

        public Sent bearer(String secret) {
            return line("Authorization: Bearer " + secret);
        }

        public Sent inQuery(String parameters) {
            return new Sent(lines, parameters);
        }
    }
}
