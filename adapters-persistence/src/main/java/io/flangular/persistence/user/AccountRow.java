package io.flangular.persistence.user;

import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.User;
import io.r2dbc.spi.Readable;
import java.util.Objects;

/** A row of the table {@code account}. */
final class AccountRow {
    static final String COLUMNS = "id, email, name, password_hash, disabled";

    private AccountRow() {}

    static User user(Readable row) {
        return new User(
                id(row),
                new EmailAddress(Objects.requireNonNull(row.get("email", String.class))),
                row.get("name", String.class),
                new PasswordHash(Objects.requireNonNull(row.get("password_hash", String.class))),
                Objects.requireNonNull(row.get("disabled", Boolean.class)));
    }

    static long id(Readable row) {
        return Objects.requireNonNull(row.get("id", Long.class));
    }
}
