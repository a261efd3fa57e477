package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.session.SessionId;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.session.R2dbcSessions;
import io.flangular.persistence.user.R2dbcUsers;
import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What becomes of the users of an installation from before there were roles. */
class AccountsMigrationIT {
    private static final String[] BEFORE = {
        "insert into account (id, email, name, password_hash) values (5, 'ada@example.org', 'Ada', 'hash of ada')",
        "insert into account (id, email, password_hash, disabled) values (9, 'bob@example.org', 'hash of bob', true)",
        "insert into account (id, email, password_hash) values (3, 'eve@example.org', 'hash of eve')",
        "insert into login_session (id, account_id, authenticated_at, ends_at)"
                + " values ('s', 3, '2026-11-23 12:00:00+00', '2099-11-23 20:00:00+00')"
    };

    @Test
    void onH2(@TempDir Path folder) {
        check(Databases.embedded(folder));
    }

    @Test
    void onPostgreSql() {
        TestDatabases.POSTGRESQL.database().maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database former");
            }
        });
        check(Databases.at(TestDatabases.postgreSql("postgres", "postgres", "former")));
    }

    private static void check(Database database) {
        database.migrate("7");
        database.maintain(connection -> execute(connection.createStatement(), BEFORE));
        Instant before = Instant.now().minusSeconds(1);

        database.migrate();

        ConnectionPool connections = database.connect();
        try {
            DatabaseClient client = DatabaseClient.create(connections);
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
        } finally {
            connections.dispose();
        }
    }

    private static void execute(Statement statement, String... all) throws SQLException {
        try (statement) {
            for (String each : all) {
                statement.execute(each);
            }
        }
    }
}
