package io.flangular.asvs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.support.People;
import io.flangular.support.People.Person;
import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.Totp;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Neither responses to unauthenticated requests nor the log disclose anything internal or secret. */
@SharesApplication
class DisclosureIT {
    private static final RunningApplication SITE = RunningApplication.onH2();

    @Test
    @DisplayName("40. ASVS 13.4 what is internal is closed and is not spoken of")
    void internalsAreNeitherAccessibleNorMentioned() {
        Visitor stranger = new Visitor(SITE);
        for (String path : List.of(
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/h2-console",
                "/console",
                "/swagger-ui",
                "/v3/api-docs",
                "/.git/config",
                "/.env",
                "/application.yaml",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/error")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(302);
        }
        for (String path : List.of("/", "/login", "/api/computer", "/static/favicon.svg", "/private/x")) {
            Answer trace = stranger.sendBare("TRACE", path, "", List.of("X-Secret: do not echo"));
            assertThat(trace.status()).as(path).isIn(401, 403, 405);
            assertThat(trace.text()).doesNotContain("do not echo");
        }
        Visitor visitor = Visitor.administrator(SITE);
        for (Answer answer : List.of(
                visitor.get("/api/computer?q=%7B"),
                visitor.get("/api/computer?page=-1"),
                visitor.json("POST", "/api/computer", "{"),
                visitor.json("POST", "/api/computer", "{\"ram\": 7}"),
                visitor.json("PATCH", "/api/computer/4711000", "{\"ram\": \"x\"}"),
                visitor.send("PROPFIND", "/api/computer", ""),
                stranger.get("/api/computer"))) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat((answer.text() + answer.headers()).toLowerCase(Locale.ROOT))
                    .doesNotContain("exception", "java.", "spring", "netty", "jackson", "select ", "h2", "at io.");
        }
    }

    @Test
    @DisplayName("40. ASVS 16.5 no secret is logged, even while debugging")
    void noSecretIsLogged() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Map<Logger, Level> usual = new HashMap<>();
        for (Logger logger : root.getLoggerContext().getLoggerList()) {
            if (logger.getLevel() != null) {
                usual.put(logger, logger.getLevel());
            }
        }
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        usual.keySet().forEach(logger -> logger.setLevel(Level.DEBUG));
        Visitor visitor = new Visitor(SITE, 900);
        String typedIntoTheWrongField = "my-own-secret-password";
        List<String> secrets = new ArrayList<>();
        try {
            visitor.login(RunningApplication.EMAIL, "not-the-password");
            visitor.login(typedIntoTheWrongField, "not-the-password");
            visitor.mustLogIn(RunningApplication.EMAIL, RunningApplication.PASSWORD);
            visitor.get("/api/session");
            secrets.addAll(secretsOfSecondFactor());
        } finally {
            usual.forEach(Logger::setLevel);
            root.detachAppender(log);
        }
        List<String> lines = List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy())
                .toList();
        assertThat(lines).isNotEmpty();
        secrets.addAll(visitor.cookies().values());
        secrets.addAll(List.of("not-the-password", typedIntoTheWrongField, RunningApplication.PASSWORD));
        for (String secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    /** The key and the recovery codes of somebody who sets up a second factor, and the password. */
    private static List<String> secretsOfSecondFactor() {
        Person person = new People(SITE).add("viewer");
        Visitor visitor = person.loggedIn();
        String password = "{\"password\": \"" + person.password() + "\"}";
        String key = Visitor.read(visitor.json("POST", "/api/account/second-factor", password))
                .get("secret")
                .stringValue();
        String code = new Totp(key).code(Totp.now());
        Answer confirmed = visitor.json("PUT", "/api/account/second-factor", "{\"code\": \"" + code + "\"}");
        List<String> secrets = new ArrayList<>(List.of(key, person.password()));
        Visitor.read(confirmed).get("recovery_codes").forEach(each -> secrets.add(each.stringValue()));
        assertThat(secrets).hasSize(12);
        return secrets;
    }
}
