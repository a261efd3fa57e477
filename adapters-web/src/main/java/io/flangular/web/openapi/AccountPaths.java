package io.flangular.web.openapi;

import static io.flangular.web.openapi.Json.listOf;
import static io.flangular.web.openapi.Json.object;
import static io.flangular.web.openapi.Json.ref;

import java.util.List;
import java.util.Map;

/** One's own account: name, password, second factor and sessions. */
final class AccountPaths {
    private static final String TAG = "account";
    private static final Map<String, Object> PASSWORD = object("type", "string", "format", "password");

    private AccountPaths() {}

    /** All of them, by path. */
    static Map<String, Object> all() {
        String account = "/api/account";
        String factor = account + "/second-factor";
        return object(
                account,
                object("get", show(), "patch", rename()),
                account + "/password",
                object("put", changePassword()),
                account + "/session",
                object("get", sessions(), "delete", endOthers()),
                account + "/session/{id}",
                object("parameters", List.of(handle()), "delete", end()),
                factor,
                object("post", begin(), "put", confirm()),
                factor + "/off",
                object("post", turnOff()),
                factor + "/recovery-codes",
                object("post", renewCodes()));
    }

    private static Map<String, Object> show() {
        return SessionOperation.of(TAG, "show", "Show your account", "", object("200", account()));
    }

    private static Map<String, Object> rename() {
        Map<String, Object> schema = Members.closed(object("name", Members.TEXT_OR_NULL));
        return SessionOperation.sent(
                SessionOperation.of(
                        TAG,
                        "rename",
                        "Change your name",
                        "Null is for no name: others then know you by your address.",
                        object("200", account())),
                schema,
                object("name", "Anna Ruiz"));
    }

    private static Map<String, Object> account() {
        Map<String, Object> factor = object("on", Members.FLAG, "recovery_codes_left", Members.COUNT);
        Map<String, Object> members = object(
                "id", Members.ID,
                "email", Members.TEXT,
                "name", Members.TEXT_OR_NULL,
                "role", Members.ROLE,
                "created", Members.INSTANT,
                "password_changed", Members.INSTANT_OR_NULL,
                "second_factor", Members.closed(factor));
        Map<String, Object> example = object(
                "id",
                1,
                "email",
                "anna@example.org",
                "name",
                "Anna Ruiz",
                "role",
                "editor",
                "created",
                Members.NOON,
                "password_changed",
                Members.NOON,
                "second_factor",
                object("on", true, "recovery_codes_left", 10));
        return SessionOperation.answer("Your account.", Members.closed(members), example);
    }

    private static Map<String, Object> changePassword() {
        Map<String, Object> schema = Members.closed(object("password", PASSWORD, "new_password", PASSWORD));
        return SessionOperation.sent(
                SessionOperation.of(
                        TAG,
                        "change_password",
                        "Change your password",
                        "Needs the password that you have, and ends all your other sessions.",
                        object("204", object("description", "It is changed."), "429", ref("responses/Problem"))),
                schema,
                object("password", "correct horse battery staple", "new_password", "four other words in a row"));
    }

    private static Map<String, Object> sessions() {
        Map<String, Object> session = object(
                "id", Members.TEXT,
                "since", Members.INSTANT,
                "last_seen", Members.INSTANT,
                "ends", Members.INSTANT,
                "address", Members.TEXT,
                "browser", Members.TEXT_OR_NULL,
                "current", Members.FLAG);
        Map<String, Object> example = object(
                "id", "q4mS0bH2x7c1PzT9uVwXyA",
                "since", Members.NOON,
                "last_seen", Members.NOON,
                "ends", "2026-01-31T20:00:00Z",
                "address", "192.0.2.17",
                "browser", "Firefox on Linux",
                "current", true);
        return SessionOperation.of(
                TAG,
                "sessions",
                "List your sessions",
                "The one that was last used comes first.",
                object(
                        "200",
                        SessionOperation.answer(
                                "Your sessions.",
                                Members.closed(object(
                                        "num_results", Members.COUNT, "objects", listOf(Members.closed(session)))),
                                object("num_results", 1, "objects", List.of(example)))));
    }

    private static Map<String, Object> endOthers() {
        return SessionOperation.of(
                TAG,
                "end_other_sessions",
                "End all your other sessions",
                "The one that asks goes on.",
                object("200", Members.numEnded()));
    }

    private static Map<String, Object> end() {
        return SessionOperation.of(
                TAG,
                "end_session",
                "End one of your sessions",
                "It opens nothing from now on.",
                object("204", object("description", "It has ended."), "404", ref("responses/NotFound")));
    }

    private static Map<String, Object> handle() {
        return object(
                "in", "path",
                "name", "id",
                "description", "The id of the session in the list.",
                "required", true,
                "schema", Members.TEXT,
                "example", "q4mS0bH2x7c1PzT9uVwXyA");
    }

    private static Map<String, Object> begin() {
        Map<String, Object> key = object(
                "secret", Members.TEXT,
                "uri", Members.TEXT,
                "qr", Members.TEXT);
        Map<String, Object> example = object(
                "secret", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "uri", "otpauth://totp/Flangular:anna%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "qr", "data:image/svg+xml;base64,PHN2Zy8+");
        return withPassword(
                "begin_second_factor",
                "Begin a second factor",
                "The key for an authenticator. It counts when a first code has confirmed it.",
                object(
                        "201",
                        SessionOperation.answer("The key, shown once.", Members.closed(key), example),
                        "429",
                        ref("responses/Problem")));
    }

    private static Map<String, Object> confirm() {
        return SessionOperation.sent(
                SessionOperation.of(
                        TAG,
                        "confirm_second_factor",
                        "Turn your second factor on",
                        "Ends all your other sessions.",
                        object("200", recoveryCodes(), "429", ref("responses/Problem"))),
                Members.closed(object("code", Members.TEXT)),
                object("code", "408123"));
    }

    private static Map<String, Object> turnOff() {
        return withPassword(
                "turn_second_factor_off",
                "Turn your second factor off",
                "Ends all your other sessions.",
                object("204", object("description", "It is off."), "429", ref("responses/Problem")));
    }

    private static Map<String, Object> renewCodes() {
        return withPassword(
                "renew_recovery_codes",
                "Make other recovery codes",
                "The former ones are no longer good.",
                object("200", recoveryCodes(), "429", ref("responses/Problem")));
    }

    private static Map<String, Object> recoveryCodes() {
        Map<String, Object> example = object("recovery_codes", List.of("abcd-efgh-jkmn-pqrs"));
        return SessionOperation.answer(
                "Recovery codes, shown once.", Members.closed(object("recovery_codes", listOf(Members.TEXT))), example);
    }

    private static Map<String, Object> withPassword(
            String id, String summary, String description, Map<String, Object> responses) {
        return SessionOperation.sent(
                SessionOperation.of(TAG, id, summary, description, responses),
                Members.closed(object("password", PASSWORD)),
                object("password", "correct horse battery staple"));
    }
}
