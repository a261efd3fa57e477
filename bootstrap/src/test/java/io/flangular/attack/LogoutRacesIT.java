package io.flangular.attack;

import example.password.PlainPasswords;
import io.flangular.attack.EndingRaces.Door;
import io.flangular.attack.EndingRaces.Victim;
import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogoutRacesIT {
    private static final String SECRET = "a secret that the test knows as well";

    @Test
    @DisplayName("14. ASVS 7.4.1 of a thousand log-outs that race against renewals nothing survives")
    void noConcurrentRequestOutlivesALogOut() throws InterruptedException {
        try (RunningApplication site = PlainPasswords.start("--flangular.session.secret=" + SECRET)) {
            List<Door> doors = List.of(
                    new Door("GET", "/", "", 200, false),
                    new Door("GET", "/api/session", "", 200, true),
                    new Door("POST", "/api/computer", "{\"processor\": \"x\"}", 201, true));
            new EndingRaces(site, SECRET, doors).run(1_000, number -> {
                Visitor visitor = Visitor.administrator(site);
                return new Victim(visitor, () -> visitor.get("/login"));
            });
        }
    }
}
