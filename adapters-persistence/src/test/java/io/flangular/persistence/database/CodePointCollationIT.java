package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodePointCollationIT {
    @Test
    void theCollationIsCreatedWhereTheServerLacksIt(@TempDir Path folder) {
        Database database = TestDatabases.POSTGRESQL.newDatabase(folder);
        database.maintain(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop collation pg_catalog.\"C.utf8\"");
            }
        });

        database.migrate();
        database.migrate();

        database.maintain(connection -> {
            try (Statement statement = connection.createStatement();
                    var result = statement.executeQuery("select lower('ÄЖ' collate \"C.utf8\")")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo("äж");
            }
        });
    }

    @Test
    void aDatabaseInAnotherEncodingThanUtf8IsRefused() {
        TestDatabases.POSTGRESQL
                .client()
                .sql("create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0")
                .then()
                .block();
        Database database = Databases.at(TestDatabases.postgreSql("postgres", "postgres", "latin"));
        assertThatThrownBy(database::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("its encoding is LATIN1: it must be UTF8");
    }

    /** LIKE ignores case. On H2 it is {@code LikePattern} that does so, with the lower case of Java. */
    @Test
    void lowerCaseIsThatOfJavaForEveryCharacter() {
        Long differing = TestDatabases.POSTGRESQL
                .client()
                .sql("select lower(chr(n) collate \"C.utf8\") as lower, n from generate_series(1, 1114111) n"
                        + " where n not between 55296 and 57343 and lower(chr(n) collate \"C.utf8\") <> chr(n)")
                .map((row, metadata) -> {
                    int letter = row.get("n", Integer.class);
                    return row.get("lower", String.class).equals(Character.toString(Character.toLowerCase(letter)));
                })
                .all()
                .filter(same -> !same)
                .count()
                .block();
        assertThat(differing).isZero();
    }
}
