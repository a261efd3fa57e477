package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.joined;
import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.user.UserStatus;
import java.util.List;
import java.util.Map;

/** What administrators do: manage users, and read the audit log. */
final class AdministrationPaths {
    private static final String USERS = "user";
    private static final Map<String, Object> PASSWORD = object("type", "string", "format", "password");
    private static final Map<String, Object> TOKEN =
            object("in", "path", "name", "token", "required", true, "schema", Members.ID);
    private static final Map<String, Object> USER = Members.closed(object(
            "id",
            Members.ID,
            "email",
            Members.TEXT,
            "name",
            Members.TEXT_OR_NULL,
            "role",
            Members.ROLE,
            "status",
            Members.words(UserStatus.class),
            "second_factor",
            Members.FLAG,
            "created",
            Members.INSTANT,
            "last_seen",
            Members.INSTANT_OR_NULL));
    private static final Map<String, Object> USER_EXAMPLE = object(
            "id",
            7,
            "email",
            "anna@example.org",
            "name",
            "Anna Ruiz",
            "role",
            "editor",
            "status",
            "active",
            "second_factor",
            true,
            "created",
            Members.NOON,
            "last_seen",
            Members.NOON);
    private static final Map<String, Object> LINK = Members.closed(object(
            "url",
            object("type", "string", "format", "uri"),
            "purpose",
            Members.words(LinkPurpose.class),
            "ends",
            Members.INSTANT,
            "mailed",
            Members.FLAG));
    private static final Map<String, Object> LINK_EXAMPLE = object(
            "url",
            "https://inventory.example.org/login/password#xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "purpose",
            "invitation",
            "ends",
            "2026-02-03T12:00:00Z",
            "mailed",
            false);

    private AdministrationPaths() {}

    /** All of them, by path. */
    static Map<String, Object> all() {
        String one = "/api/user/{id}";
        List<Object> id = List.of(ref("parameters/id"));
        return object(
                "/api/user",
                object("get", search(), "post", invite()),
                one,
                object("parameters", id, "get", show(), "patch", change()),
                one + "/link",
                object("parameters", id, "post", link()),
                one + "/session",
                object("parameters", id, "delete", endSessions()),
                one + "/second-factor/off",
                object("parameters", id, "post", removeSecondFactor()),
                one + "/token",
                object("parameters", id, "get", tokens()),
                one + "/token/{token}",
                object("parameters", List.of(ref("parameters/id"), TOKEN), "delete", revokeApiToken()),
                "/api/audit",
                object("get", audit()));
    }

    private static Map<String, Object> search() {
        Map<String, Object> page = Members.closed(object(
                "num_results", Members.COUNT,
                "page", Members.COUNT,
                "total_pages", Members.COUNT,
                "objects", listOf(USER)));
        Map<String, Object> example =
                object("num_results", 1, "page", 1, "total_pages", 1, "objects", List.of(USER_EXAMPLE));
        return joined(
                SessionOperation.of(
                        USERS,
                        "search",
                        "List users",
                        "In the order of their addresses.",
                        object(
                                "200", SessionOperation.answer("The users.", page, example),
                                "400", ref("responses/BadRequest"))),
                object(
                        "parameters",
                        List.of(
                                query("search", "A part of the address or of the name.", Members.TEXT, "an"),
                                query("role", "Users of this role alone.", Members.ROLE, "editor"),
                                query(
                                        "status",
                                        "Users of this status alone.",
                                        Members.words(UserStatus.class),
                                        "active"),
                                ref("parameters/page"),
                                ref("parameters/results_per_page"))));
    }

    private static Map<String, Object> invite() {
        Map<String, Object> order = object(
                "email", Members.TEXT,
                "name", Members.TEXT_OR_NULL,
                "role", Members.ROLE,
                "password", PASSWORD);
        Map<String, Object> schema = joined(Members.closed(order), object("required", List.of("email", "role")));
        return SessionOperation.sent(
                SessionOperation.of(
                        USERS,
                        "invite",
                        "Invite a user",
                        "Adds the user, and makes a link with which the person chooses a password. To invite an"
                                + " administrator needs your own password.",
                        object(
                                "201",
                                SessionOperation.answer(
                                        "The user, and the link, shown once.",
                                        Members.closed(object("user", USER, "link", LINK)),
                                        object("user", USER_EXAMPLE, "link", LINK_EXAMPLE)))),
                schema,
                object("email", "anna@example.org", "name", "Anna Ruiz", "role", "editor"));
    }

    private static Map<String, Object> show() {
        return SessionOperation.of(USERS, "show", "Show a user", "", object("200", user(), "404", notFound()));
    }

    private static Map<String, Object> change() {
        Map<String, Object> change = object(
                "name", Members.TEXT_OR_NULL,
                "role", Members.ROLE,
                "disabled", Members.FLAG,
                "password", PASSWORD);
        return SessionOperation.sent(
                SessionOperation.of(
                        USERS,
                        "change",
                        "Change a user",
                        "What is left out stays as it is. Who is disabled loses all sessions, API tokens and links. To"
                                + " make somebody an administrator, or to enable one, needs your own password. There is"
                                + " always an administrator who can log in.",
                        object("200", user(), "404", notFound())),
                joined(Members.closed(change), object("required", List.of())),
                object("role", "viewer"));
    }

    private static Map<String, Object> link() {
        return confirmed(SessionOperation.of(
                USERS,
                "link",
                "Make a one-time link",
                "An invitation for who has no password yet, else a reset; former links of the user no longer work."
                        + " Needs your own password.",
                object(
                        "201", SessionOperation.answer("The link, shown once.", LINK, LINK_EXAMPLE),
                        "404", notFound())));
    }

    private static Map<String, Object> endSessions() {
        return SessionOperation.of(
                USERS,
                "end_sessions",
                "End a user's sessions",
                "They open nothing from now on.",
                object("200", Members.numEnded(), "404", notFound()));
    }

    private static Map<String, Object> removeSecondFactor() {
        return confirmed(SessionOperation.of(
                USERS,
                "remove_second_factor",
                "Turn a user's second factor off",
                "For users who have lost it. Ends the user's sessions. Needs your own password.",
                object("200", user(), "404", notFound())));
    }

    /** The operation with the administrator's own password as its body. */
    private static Map<String, Object> confirmed(Map<String, Object> operation) {
        return SessionOperation.sent(
                operation,
                Members.closed(object("password", PASSWORD)),
                object("password", "correct horse battery staple"));
    }

    private static Map<String, Object> tokens() {
        Map<String, Object> example = object(
                "id",
                3,
                "name",
                "import",
                "scope",
                "read",
                "created",
                Members.NOON,
                "ends",
                Members.NOON,
                "last_used",
                Members.NOON);
        return SessionOperation.of(
                USERS,
                "list_tokens",
                "List a user's API tokens",
                "Without their secrets.",
                object(
                        "200",
                        SessionOperation.answer(
                                "The tokens.",
                                Members.closed(
                                        object("num_results", Members.COUNT, "objects", listOf(ref("schemas/Token")))),
                                object("num_results", 1, "objects", List.of(example))),
                        "404",
                        notFound()));
    }

    private static Map<String, Object> revokeApiToken() {
        return SessionOperation.of(
                USERS,
                "revoke_token",
                "Revoke a user's API token",
                "It opens nothing from now on.",
                object("204", object("description", "It is revoked."), "404", notFound()));
    }

    private static Map<String, Object> user() {
        return SessionOperation.answer("The user.", USER, USER_EXAMPLE);
    }

    private static Map<String, Object> notFound() {
        return ref("responses/NotFound");
    }

    private static Map<String, Object> audit() {
        Map<String, Object> person = object(
                "anyOf",
                List.of(Members.closed(object("id", Members.ID, "name", Members.TEXT)), object("type", "null")));
        Map<String, Object> event = object(
                "id",
                Members.ID,
                "at",
                Members.INSTANT,
                "kind",
                Members.words(AuditEvent.Kind.class),
                "actor",
                person,
                "subject",
                person,
                "address",
                Members.TEXT,
                "details",
                object("type", "object", "additionalProperties", Members.TEXT));
        Map<String, Object> example = object(
                "id",
                4711,
                "at",
                Members.NOON,
                "kind",
                "logged_in",
                "actor",
                object("id", 7, "name", "Anna Ruiz"),
                "subject",
                object("id", 7, "name", "Anna Ruiz"),
                "address",
                "192.0.2.17",
                "details",
                object("factor", "code"));
        Map<String, Object> page =
                Members.closed(object("more", Members.FLAG, "objects", listOf(Members.closed(event))));
        return joined(
                SessionOperation.of(
                        "audit",
                        "read",
                        "Read the audit log",
                        "The newest events come first.",
                        object(
                                "200",
                                SessionOperation.answer(
                                        "The events, and whether there are older ones.",
                                        page,
                                        object("more", false, "objects", List.of(example))),
                                "400",
                                ref("responses/BadRequest"))),
                object(
                        "parameters",
                        List.of(
                                query(
                                        "search",
                                        "A part of the network address, or of the address or name of a user.",
                                        Members.TEXT,
                                        "192.0.2"),
                                query("kind", "Kinds, separated by commas.", Members.TEXT, "logged_in"),
                                query("since", "From this instant on.", Members.INSTANT, Members.NOON),
                                query("before", "Older than the event with this id.", Members.ID, 4711),
                                query(
                                        "limit",
                                        "How many; more than 100 means 100.",
                                        object("type", "integer", "minimum", 1, "default", 50),
                                        50))));
    }

    private static Map<String, Object> query(
            String name, String description, Map<String, Object> schema, Object example) {
        return object("in", "query", "name", name, "description", description, "schema", schema, "example", example);
    }
}
