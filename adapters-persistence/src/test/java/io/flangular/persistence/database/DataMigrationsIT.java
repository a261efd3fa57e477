package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.session.SessionId;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.link.R2dbcOneTimeLinks;
import io.flangular.persistence.session.R2dbcSessions;
import io.flangular.persistence.user.R2dbcUsers;
import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What migrations do with the rows of an older installation. */
@OnBothDatabases
class DataMigrationsIT {
    private static final String ACCOUNT =
            "insert into account (id, email, role, created_at) values (%d, '%s', 'administrator', current_timestamp)";
    private static final String LINK = "insert into one_time_link (account_id, hash, purpose, ends_at)"
            + " values (%d, '%s', 'reset', '2099-11-23 12:00:00+00')";

    private final TestDatabases kind;

    @TempDir
    private Path folder;

    DataMigrationsIT(TestDatabases kind) {
        this.kind = kind;
    }

    @Test
    void usersWithoutARoleAreEditorsAndTheFirstIsAnAdministrator() {
        Instant before = Instant.now().minusSeconds(1);
        List<String> rows = List.of(
                "insert into account (id, email, name, password_hash)"
                        + " values (5, 'ada@example.org', 'Ada', 'hash of ada')",
                "insert into account (id, email, password_hash, disabled)"
                        + " values (9, 'bob@example.org', 'hash of bob', true)",
                "insert into account (id, email, password_hash) values (3, 'eve@example.org', 'hash of eve')",
                "insert into login_session (id, account_id, authenticated_at, ends_at)"
                        + " values ('s', 3, '2026-11-23 12:00:00+00', '2099-11-23 20:00:00+00')");

        migrate("7", rows, client -> {
            R2dbcUsers users = new R2dbcUsers(client);
            List<User> found =
                    Flux.just(3L, 5L, 9L).concatMap(users::find).collectList().block();
            assertThat(found).extracting(User::role).containsExactly(Role.ADMINISTRATOR, Role.EDITOR, Role.EDITOR);
            assertThat(found).allSatisfy(user -> {
                assertThat(user.createdAt()).isBetween(before, Instant.now().plusSeconds(1));
                assertThat(user.passwordChangedAt()).isNull();
            });
            User ada = found.get(1);
            assertThat(ada.email()).isEqualTo(new EmailAddress("ada@example.org"));
            assertThat(ada.name()).isEqualTo("Ada");
            assertThat(ada.passwordHash()).isEqualTo(new PasswordHash("hash of ada"));
            assertThat(found.get(2).disabled()).isTrue();
            assertThat(new R2dbcSessions(client).find(new SessionId("s")).blockOptional())
                    .isEmpty();
        });
    }

    @Test
    void linksWithoutAnIssuerGetTheOneOfTheAuditLogOrAreDeleted() {
        List<String> rows = List.of(
                ACCOUNT.formatted(1, "ada@example.org"),
                ACCOUNT.formatted(2, "bob@example.org"),
                ACCOUNT.formatted(3, "eve@example.org"),
                LINK.formatted(2, "issued"),
                LINK.formatted(3, "unknown"),
                "insert into security_event (happened_at, kind, actor_id, subject_id, address, details)"
                        + " values ('2026-11-23 12:00:00+00', 'link_issued', 1, 2, '', 'purpose=reset')");

        migrate("8", rows, client -> {
            R2dbcOneTimeLinks links = new R2dbcOneTimeLinks(client);
            assertThat(links.find("issued").map(OneTimeLink::issuerId).block()).isEqualTo(1);
            assertThat(links.find("unknown").block()).isNull();
        });
    }

    @Test
    void emailAddressesAreNormalizedUnlessAnotherUserHasTheNormalizedOne() {
        List<String> rows = List.of(
                ACCOUNT.formatted(2, "jo\u0308rg@xn--bcher-kva.example"),
                ACCOUNT.formatted(3, "eve@b\u00fccher.example"),
                ACCOUNT.formatted(4, "eve@xn--bcher-kva.example"));

        migrate("8", rows, client -> {
            R2dbcUsers users = new R2dbcUsers(client);
            assertThat(users.find(new EmailAddress("j\u00f6rg@b\u00fccher.example"))
                            .block()
                            .id())
                    .isEqualTo(2);
            assertThat(users.find(new EmailAddress("eve@xn--bcher-kva.example"))
                            .block()
                            .id())
                    .isEqualTo(3);
            assertThat(users.find(4).hasElement().block()).isTrue();
        });
    }

    /** Migrates a new database to that version, adds rows, and migrates it to the latest version. */
    private void migrate(String version, List<String> rows, Consumer<DatabaseClient> check) {
        Database database = kind.newDatabase(folder);
        database.migrate(version);
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String row : rows) {
                    statement.execute(row);
                }
            }
        });

        database.migrate();

        ConnectionPool connections = database.connect();
        try {
            check.accept(DatabaseClient.create(connections));
        } finally {
            connections.dispose();
        }
    }
}
