package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.persistence.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:h2:./x",
                "r2dbc:h2:mem:///x",
                "r2dbc:mysql://localhost/x",
                "r2dbc:postgresql://localhost",
                "r2dbc:postgresql://me:sec@ret@localhost:5433/inventory"
            })
    void anUnusableUrlIsRefusedWithTheReason(String url) {
        assertThatThrownBy(() -> Databases.at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it ");
    }

    @Test
    void toStringShowsHostAndPortButNoCredentials() {
        assertThat(Databases.at("r2dbc:postgresql://me:secret@db.example:5433/inventory"))
                .hasToString("PostgreSQL db.example:5433/inventory");
        assertThat(Databases.at("r2dbc:postgresql://me:secret@my_db:5433/inventory"))
                .hasToString("PostgreSQL my_db:5433/inventory");
        assertThat(Databases.at("r2dbc:postgresql:failover://me:secret@a:5433,b:5434/inventory"))
                .hasToString("PostgreSQL a:5433,b:5434/inventory");
    }
}
