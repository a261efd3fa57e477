package io.flangular.persistence.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.user.EmailAddress;
import io.flangular.domain.user.PasswordHash;
import io.flangular.domain.user.User;
import io.flangular.domain.user.Users;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Users in the table {@code account}. */
public final class R2dbcUsers implements Users {
    private static final String SELECT = "select " + AccountRow.COLUMNS + " from account where ";

    private final DatabaseClient database;

    /** The table must have been made by a migration. */
    public R2dbcUsers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<User> find(long id) {
        return database.sql(SELECT + "id = :id")
                .bind("id", id)
                .map(AccountRow::user)
                .one();
    }

    @Override
    public Mono<User> find(EmailAddress email) {
        return database.sql(SELECT + "email = :email")
                .bind("email", email.value())
                .map(AccountRow::user)
                .one();
    }

    @Override
    public Mono<Boolean> any() {
        return database.sql("select id from account fetch first 1 row only")
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<User> add(EmailAddress email, @Nullable String name, PasswordHash passwordHash) {
        return database.sql("insert into account (email, name, password_hash) values (:email, :name, :hash)")
                .bind("email", email.value())
                .bind("name", Parameters.in(R2dbcType.VARCHAR, name))
                .bind("hash", passwordHash.value())
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> new User(AccountRow.id(row), email, name, passwordHash, false))
                .one()
                .onErrorMap(
                        DataIntegrityViolationException.class,
                        taken -> new DomainException.Conflict("There is a user with this address.", null));
    }

    @Override
    public Mono<Void> setDisabled(long id, boolean disabled) {
        return database.sql("update account set disabled = :disabled where id = :id")
                .bind("disabled", disabled)
                .bind("id", id)
                .then();
    }
}
