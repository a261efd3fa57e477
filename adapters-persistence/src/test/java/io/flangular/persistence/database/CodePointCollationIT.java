package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.persistence.Databases;
import io.flangular.persistence.TestDatabases;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class CodePointCollationIT {
    @Test
    void isCreatedInADatabaseThatHasNone() {
        TestDatabases.POSTGRESQL.client().sql("create database alpine").then().block();
        Database database = Databases.at(TestDatabases.postgreSql("postgres", "postgres", "alpine"));
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
    void anotherEncodingIsNamed() {
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
}
