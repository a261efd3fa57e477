package io.flangular.persistence.user;

import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code account}. */
final class AccountRow {
    static final String COLUMNS = "id, email, name, role, password_hash, disabled, created_at, password_changed_at";

    /** What an overview has beside them. */
    static final String OVERVIEW = COLUMNS + ", last_seen_at, (select count(*) from second_factor"
            + " where account_id = account.id and confirmed_at is not null) as factors";

    private AccountRow() {}

    static User user(Readable row) {
        return new User(
                Values.number(row, "id"),
                new EmailAddress(Values.text(row, "email")),
                row.get("name", String.class),
                Values.word(row, "role", Role.class),
                passwordHash(row),
                Objects.requireNonNull(row.get("disabled", Boolean.class)),
                Instants.get(row, "created_at"),
                Instants.find(row, "password_changed_at"));
    }

    static UserOverview overview(Readable row) {
        return new UserOverview(user(row), Values.number(row, "factors") > 0, Instants.find(row, "last_seen_at"));
    }

    private static @Nullable PasswordHash passwordHash(Readable row) {
        String hash = row.get("password_hash", String.class);
        return hash == null ? null : new PasswordHash(hash);
    }
}
