package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.attack.TokenForge;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.Totp;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The secret is replaced while users stay logged in. */
class KeyRotationIT {
    private static final String FORMER = "the former secret of all the nodes";
    private static final String CURRENT = "the current secret of all the nodes";
    private static final String CODE_FORM = "Accept: application/json";

    @Test
    void sessionsAndSecondFactorsSurviveARotationOfTheSecret() {
        String database = "--flangular.database.url=" + RunningApplication.newDatabase();
        RunningApplication before = RunningApplication.start(database, "--flangular.session.secret=" + FORMER);
        RunningApplication meanwhile = RunningApplication.start(
                database, "--flangular.session.secret=" + CURRENT, "--flangular.session.previous-secrets=" + FORMER);
        RunningApplication after = RunningApplication.start(database, "--flangular.session.secret=" + CURRENT);
        Person person = new People(before).add("viewer");
        Visitor visitor = person.loggedIn();
        Totp authenticator = withSecondFactor(visitor, person);

        List<String> old = aged(visitor);
        assertThat(at(after, old).status())
                .as("where the former secret is not known")
                .isEqualTo(401);
        Answer renewed = at(meanwhile, old);
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.all("set-cookie")).hasSize(3);
        assertThat(at(after, sent(renewed)).status()).isEqualTo(200);

        assertThat(login(meanwhile, person, authenticator.code(Totp.now() + 1)).status())
                .isEqualTo(200);
        assertThat(login(after, person, "000000").status())
                .as("the key of the authenticator, sealed anew, can be read")
                .isEqualTo(401);
        List.of(before, meanwhile, after).forEach(RunningApplication::close);
    }

    /** The first step of a rotation: all nodes accept the new secret before any of them signs with it. */
    @Test
    void aNodeThatIsRestartedLaterAcceptsWhatIsSignedWithTheNextSecret() {
        String database = "--flangular.database.url=" + RunningApplication.newDatabase();
        RunningApplication waiting = RunningApplication.start(
                database, "--flangular.session.secret=" + FORMER, "--flangular.session.previous-secrets=" + CURRENT);
        RunningApplication restarted = RunningApplication.start(
                database, "--flangular.session.secret=" + CURRENT, "--flangular.session.previous-secrets=" + FORMER);
        Person person = new People(restarted).add("viewer");
        Visitor visitor = person.loggedIn();
        Totp authenticator = withSecondFactor(visitor, person);

        List<String> tokens =
                lines(visitor.cookies().get(Visitor.SESSION), visitor.cookies().get(Visitor.XSRF));
        assertThat(at(waiting, tokens).status()).isEqualTo(200);
        assertThat(login(waiting, person, authenticator.code(Totp.now() + 1)).status())
                .isEqualTo(200);
        List.of(waiting, restarted).forEach(RunningApplication::close);
    }

    private static Totp withSecondFactor(Visitor visitor, Person person) {
        String password = "{\"password\": \"" + person.password() + "\"}";
        Totp authenticator = new Totp(Visitor.read(visitor.json("POST", "/api/account/second-factor", password))
                .get("secret")
                .stringValue());
        String code = "{\"code\": \"" + authenticator.code(Totp.now()) + "\"}";
        assertThat(visitor.json("PUT", "/api/account/second-factor", code).status())
                .isEqualTo(200);
        return authenticator;
    }

    private static Answer login(RunningApplication site, Person person, String code) {
        Visitor visitor = People.stranger(site);
        String challenge = Visitor.read(visitor.login(person.email(), person.password(), CODE_FORM))
                .get("challenge")
                .stringValue();
        return visitor.form("/login", List.of("challenge", challenge, "code", code), CODE_FORM);
    }

    private static Answer at(RunningApplication site, List<String> lines) {
        return new Visitor(site).sendBare("GET", "/api/session", "", lines);
    }

    /** The tokens as they are some minutes later, when it is time to renew them. */
    private static List<String> aged(Visitor visitor) {
        TokenForge forge = new TokenForge(FORMER);
        return lines(
                forge.resigned(visitor.cookies().get(Visitor.SESSION), header -> {}, KeyRotationIT::age),
                forge.resigned(visitor.cookies().get(Visitor.XSRF), header -> {}, KeyRotationIT::age));
    }

    private static void age(ObjectNode claims) {
        claims.put("iat", claims.get("iat").longValue() - 300);
        claims.put("exp", claims.get("exp").longValue() - 300);
    }

    private static List<String> sent(Answer renewed) {
        List<String> values = renewed.all("set-cookie").stream()
                .map(set -> set.substring(set.indexOf('=') + 1, set.indexOf(';')))
                .toList();
        return lines(values.getFirst(), values.getLast());
    }

    private static List<String> lines(String cookie, String xsrf) {
        return List.of("Cookie: " + Visitor.SESSION + "=" + cookie, "X-XSRF-TOKEN: " + xsrf);
    }
}
