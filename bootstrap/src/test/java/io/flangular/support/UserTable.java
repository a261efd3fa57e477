package io.flangular.support;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;

/** The users of a running application, straight in its database. */
public final class UserTable {
    private final DatabaseClient database;

    /** The users in that database. */
    public UserTable(DatabaseClient database) {
        this.database = database;
    }

    /** Adds users with these addresses who are like the first administrator in everything else, the password included. */
    public void addLikeAdministrator(List<String> emails) {
        Map<String, Object> administrator = database.sql("select * from account where email = $1")
                .bind(0, RunningApplication.EMAIL)
                .fetch()
                .one()
                .block();
        String others = administrator.keySet().stream()
                .filter(column -> !column.equalsIgnoreCase("id") && !column.equalsIgnoreCase("email"))
                .collect(Collectors.joining(", "));
        for (String email : emails) {
            database.sql("insert into account (email, " + others + ") select $1, " + others
                            + " from account where email = $2")
                    .bind(0, email)
                    .bind(1, RunningApplication.EMAIL)
                    .then()
                    .block();
        }
    }

    /** Disables users behind the application's back, as another node would. */
    public void disable(List<String> emails) {
        for (String email : emails) {
            database.sql("update account set disabled = true where email = $1")
                    .bind(0, email)
                    .then()
                    .block();
        }
    }
}
