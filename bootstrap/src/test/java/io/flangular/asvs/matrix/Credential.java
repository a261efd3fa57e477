package io.flangular.asvs.matrix;

import io.flangular.asvs.matrix.Scene.Sent;
import io.flangular.asvs.matrix.Scene.Tokens;
import io.flangular.attack.TokenForge;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** Credentials of a request, made of those of one administrator, and the access that they should give. */
enum Credential implements Presented {
    NONE(Access.NOBODY, scene -> new Sent()),
    HEADER_ALONE(Access.NOBODY, scene -> new Sent().header(scene.tokens().header())),
    HEADER_AND_COOKIE_OF_ITS_NAME(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent().line("Cookie: XSRF-TOKEN=" + tokens.header()).header(tokens.header());
    }),
    SWAPPED(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Tokens(tokens.header(), tokens.cookie()).sent();
    }),
    EXPIRED(
            Access.NOBODY,
            scene -> scene.claiming(
                            claims -> claims.put("exp", claims.get("iat").longValue() - 1))
                    .sent()),
    WITHOUT_EXPIRY(
            Access.NOBODY,
            scene -> scene.claiming(claims -> claims.remove("exp")).sent()),
    WITHOUT_SESSION(
            Access.NOBODY,
            scene -> scene.claiming(claims -> claims.remove("sid")).sent()),
    OF_UNKNOWN_SESSION(
            Access.NOBODY,
            scene -> scene.claiming(claims -> claims.put("sid", "x".repeat(43))).sent()),
    OF_OTHER_AUDIENCE(
            Access.NOBODY,
            scene -> scene.claiming(claims -> claims.put("aud", "elsewhere")).sent()),
    OF_SEVERAL_AUDIENCES(
            Access.NOBODY,
            scene -> scene.claiming(
                            claims -> claims.putArray("aud").add("pages").add("api"))
                    .sent()),
    TAMPERED_HEADER(
            Access.NOBODY,
            scene -> scene.tokens(token -> TokenForge.tampered(token, 0)).sent()),
    TAMPERED_PAYLOAD(
            Access.NOBODY,
            scene -> scene.tokens(token -> TokenForge.tampered(token, 1)).sent()),
    TAMPERED_SIGNATURE(
            Access.NOBODY,
            scene -> scene.tokens(token -> TokenForge.tampered(token, 2)).sent()),
    WITHOUT_SIGNATURE(
            Access.NOBODY,
            scene -> scene.tokens(token -> token.substring(0, token.lastIndexOf('.') + 1))
                    .sent()),
    SIGNED_BY_STRANGER(
            Access.NOBODY,
            scene -> scene.tokens(scene.forge()::signedByStranger).sent()),
    ALGORITHM_NONE(Access.NOBODY, scene -> scene.tokens(scene.forge()::unsigned).sent()),
    ALGORITHM_HS384(Access.NOBODY, scene -> scene.tokens(scene.forge()::hs384).sent()),
    ALGORITHM_RS256(Access.NOBODY, scene -> scene.tokens(scene.forge()::rs256).sent()),
    KEY_IN_HEADER(
            Access.NOBODY, scene -> scene.tokens(scene.forge()::withOwnKey).sent()),
    ADDRESS_OF_KEYS(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("jku", "http://127.0.0.1:9/keys"))
                    .sent()),
    ADDRESS_OF_CERTIFICATE(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("x5u", "http://127.0.0.1:9/certificate"))
                    .sent()),
    CRITICAL_EXTENSION(
            Access.NOBODY,
            scene -> scene.heading(header -> header.putArray("crit").add("exp")).sent()),
    UNKNOWN_KEY(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("kid", "AAAAAAAA")).sent()),
    KEY_BY_PATH(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("kid", "../../../../dev/null"))
                    .sent()),
    KEY_BY_SQL(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("kid", "' union select 'x' --"))
                    .sent()),
    WITHOUT_KEY(
            Access.NOBODY,
            scene -> scene.heading(header -> header.remove("kid")).sent()),
    OF_NO_TYPE(
            Access.NOBODY,
            scene -> scene.heading(header -> header.put("typ", "JWT")).sent()),
    CHALLENGE(
            Access.NOBODY,
            scene -> scene.tokens(token -> scene.forge().ofType(token, "challenge+jwt", "code"))
                    .sent()),
    DEVICE(
            Access.NOBODY,
            scene -> scene.tokens(token -> scene.forge().ofType(token, "device+jwt", "device"))
                    .sent()),
    API_TOKEN_AS_TOKENS(Access.NOBODY, scene -> {
        String secret = scene.apiToken("write");
        return new Tokens(secret, secret).sent();
    }),
    IN_ADDRESS(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent()
                .inQuery(Visitor.SESSION + "=" + tokens.cookie() + "&X-XSRF-TOKEN=" + tokens.header() + "&access_token="
                        + scene.apiToken("write"));
    }),
    DOUBLED_COOKIE(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return tokens.sent().cookie(tokens.cookie());
    }),
    TWO_COOKIES_IN_ONE_LINE(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent()
                .cookie(scene.tokens().cookie() + "; " + Visitor.SESSION + "=" + tokens.cookie())
                .header(tokens.header());
    }),
    COOKIE_OF_PLAIN_NAME(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent().line("Cookie: session=" + tokens.cookie()).header(tokens.header());
    }),
    COOKIE_OF_NAME_IN_OTHER_CASE(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent().line("Cookie: __host-session=" + tokens.cookie()).header(tokens.header());
    }),
    LOGGED_OUT(Access.NOBODY, scene -> {
        Visitor visitor = scene.loggedIn();
        Tokens tokens = new Tokens(visitor);
        visitor.get("/login");
        return tokens.sent();
    }),
    REVOKED(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        scene.elsewhere("update login_session set revoked_at = authenticated_at where id = $1", tokens.session());
        return tokens.sent();
    }),
    ENDED_WITH_TOKENS_THAT_LAST(Access.NOBODY, scene -> {
        Tokens tokens = scene.claiming(claims -> claims.put("exp", 4_102_444_800L));
        scene.elsewhere("update login_session set ends_at = authenticated_at where id = $1", tokens.session());
        return tokens.sent();
    }),
    OF_DELETED_SESSION(Access.NOBODY, scene -> {
        Tokens tokens = scene.tokens();
        scene.elsewhere("delete from login_session where id = $1", tokens.session());
        return tokens.sent();
    }),
    OF_DISABLED_USER(Access.NOBODY, scene -> scene.ofDisabledUser().sent()),
    EMPTY(Access.NOBODY, scene -> new Tokens("", "").sent()),
    HUGE(Access.NOBODY, scene -> new Tokens("e".repeat(4_000), "y".repeat(3_000)).sent()),
    BASIC(Access.NOBODY, scene -> new Sent().line("Authorization: Basic " + basic())),
    BEARER_NOTHING(Access.NOBODY, scene -> new Sent().bearer("")),
    BEARER_UNKNOWN(Access.NOBODY, scene -> new Sent().bearer("flg_" + "x".repeat(43))),
    BEARER_HUGE(Access.NOBODY, scene -> new Sent().bearer("flg_" + "x".repeat(7_000))),
    BEARER_SESSION(Access.NOBODY, scene -> new Sent().bearer(scene.tokens().cookie())),
    BEARER_PASSWORD(Access.NOBODY, scene -> new Sent().bearer(RunningApplication.PASSWORD)),
    BEARER_ENDED(Access.NOBODY, scene -> {
        String secret = scene.apiToken("ended", "write");
        scene.elsewhere(
                "update api_token set created_at = created_at - interval '91' day, ends_at = created_at where name ="
                        + " $1",
                "ended");
        return new Sent().bearer(secret);
    }),
    BEARER_REVOKED(Access.NOBODY, scene -> {
        String secret = scene.apiToken("revoked", "write");
        scene.elsewhere("update api_token set revoked_at = created_at where name = $1", "revoked");
        return new Sent().bearer(secret);
    }),
    BEARER_OF_DISABLED_USER(Access.NOBODY, scene -> new Sent().bearer(scene.apiTokenOfDisabledUser())),

    COOKIE_ALONE(Access.COOKIE, scene -> new Sent().cookie(scene.tokens().cookie())),
    BOTH_COOKIES_WITHOUT_HEADER(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent().cookie(tokens.cookie() + "; XSRF-TOKEN=" + tokens.header());
    }),
    OF_TWO_SESSIONS(
            Access.COOKIE,
            scene -> new Tokens(scene.tokens().cookie(), scene.tokens().header()).sent()),
    COOKIE_IN_PLACE_OF_HEADER(Access.COOKIE, scene -> {
        String cookie = scene.tokens().cookie();
        return new Tokens(cookie, cookie).sent();
    }),
    DOUBLED_HEADER(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        return tokens.sent().header(tokens.header());
    }),
    HEADER_EXPIRED(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        String expired = scene.forge()
                .resigned(
                        tokens.header(),
                        header -> {},
                        claims -> claims.put("exp", claims.get("iat").longValue() - 1));
        return new Tokens(tokens.cookie(), expired).sent();
    }),
    HEADER_TAMPERED(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        return new Tokens(tokens.cookie(), TokenForge.tampered(tokens.header(), 2)).sent();
    }),
    HEADER_EMPTY(Access.COOKIE, scene -> new Tokens(scene.tokens().cookie(), "").sent()),
    HEADER_UNDER_OTHER_NAME(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent().cookie(tokens.cookie()).line("X-CSRF-TOKEN: " + tokens.header());
    }),
    COOKIE_AND_HEADER_IN_ADDRESS(Access.COOKIE, scene -> {
        Tokens tokens = scene.tokens();
        return new Sent()
                .cookie(tokens.cookie())
                .inQuery("X-XSRF-TOKEN=" + tokens.header() + "&_csrf=" + tokens.header());
    }),
    COOKIE_AND_BASIC(
            Access.COOKIE, scene -> new Sent().cookie(scene.tokens().cookie()).line("Authorization: Basic " + basic())),

    BOTH(Access.ADMINISTRATOR, scene -> scene.tokens().sent()),
    /** Shows that the forged ones above are refused for what is wrong with them and for nothing else. */
    BOTH_FORGED_WELL(
            Access.ADMINISTRATOR,
            scene -> scene.claiming(
                            claims -> claims.put("exp", claims.get("exp").longValue() + 1))
                    .sent()),
    BOTH_AND_BASIC(Access.ADMINISTRATOR, scene -> scene.tokens().sent().line("Authorization: Basic " + basic())),

    API_TOKEN_FOR_READING(Access.TOKEN_READ, scene -> new Sent().bearer(scene.apiToken("read"))),
    API_TOKEN_FOR_WRITING(Access.TOKEN_WRITE, scene -> new Sent().bearer(scene.apiToken("write"))),
    API_TOKEN_AND_BOTH(Access.BOTH_KINDS, scene -> scene.tokens().sent().bearer(scene.apiToken("write"))),
    API_TOKEN_AND_COOKIE(
            Access.BOTH_KINDS,
            scene -> new Sent().cookie(scene.tokens().cookie()).bearer(scene.apiToken("write"))),
    API_TOKEN_AND_HEADER(
            Access.UNCLEAR, scene -> new Sent().header(scene.tokens().header()).bearer(scene.apiToken("write"))),
    TWO_API_TOKENS(
            Access.UNCLEAR, scene -> new Sent().bearer(scene.apiToken("read")).bearer(scene.apiToken("write"))),
    API_TOKEN_AND_BASIC(
            Access.UNCLEAR,
            scene -> new Sent().line("Authorization: Basic " + basic()).bearer(scene.apiToken("write")));

    private final Access access;
    private final Function<Scene, Sent> make;

    Credential(Access access, Function<Scene, Sent> make) {
        this.access = access;
        this.make = make;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Sent in(Scene scene) {
        return make.apply(scene);
    }

    private static String basic() {
        String pair = RunningApplication.EMAIL + ":" + RunningApplication.PASSWORD;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
