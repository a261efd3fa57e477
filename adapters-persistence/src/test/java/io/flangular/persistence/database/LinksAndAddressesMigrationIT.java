package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import io.flangular.persistence.link.R2dbcOneTimeLinks;
import io.flangular.persistence.user.R2dbcUsers;
import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;

/** What becomes of one-time links without an issuer, and of e-mail addresses that were stored as they were typed. */
class LinksAndAddressesMigrationIT {
    private static final String ACCOUNT =
            "insert into account (id, email, role, created_at) values (%d, '%s', 'administrator', current_timestamp)";
    private static final String LINK = "insert into one_time_link (account_id, hash, purpose, ends_at)"
            + " values (%d, '%s', 'reset', '2099-11-23 12:00:00+00')";
    private static final String[] BEFORE = {
        ACCOUNT.formatted(1, "ada@example.org"),
        ACCOUNT.formatted(2, "jo\u0308rg@xn--bcher-kva.example"),
        ACCOUNT.formatted(3, "eve@b\u00fccher.example"),
        ACCOUNT.formatted(4, "eve@xn--bcher-kva.example"),
        LINK.formatted(2, "issued"),
        LINK.formatted(3, "unknown"),
        "insert into security_event (happened_at, kind, actor_id, subject_id, address, details)"
                + " values ('2026-11-23 12:00:00+00', 'link_issued', 1, 2, '', 'purpose=reset')"
    };

    @Test
    void onH2(@TempDir Path folder) {
        check(Databases.embedded(folder));
    }

    @Test
    void onPostgreSql() {
        TestDatabases.POSTGRESQL.database().maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database typed");
            }
        });
        check(Databases.at(TestDatabases.postgreSql("postgres", "postgres", "typed")));
    }

    private static void check(Database database) {
        database.migrate("8");
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : BEFORE) {
                    statement.execute(sql);
                }
            }
        });

        database.migrate();

        ConnectionPool connections = database.connect();
        try {
            DatabaseClient client = DatabaseClient.create(connections);
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
            R2dbcOneTimeLinks links = new R2dbcOneTimeLinks(client);
            assertThat(links.find("issued").map(OneTimeLink::issuerId).block()).isEqualTo(1);
            assertThat(links.find("unknown").block()).isNull();
        } finally {
            connections.dispose();
        }
    }
}
