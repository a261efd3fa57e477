package io.flangular.persistence.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.UserStatus;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.database.ContainsPattern;
import io.flangular.persistence.database.Instants;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Users in the table {@code account}. */
public final class R2dbcUsers implements Users {
    private static final String SELECT = "select " + AccountRow.COLUMNS + " from account where ";
    private static final String SELECT_OVERVIEW = "select " + AccountRow.OVERVIEW + " from account where ";

    private final DatabaseClient database;

    /** The tables must have been created by a migration. */
    public R2dbcUsers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<User> find(long id) {
        return StatementLimit.brief(database.sql(SELECT + "id = :id")
                .bind("id", id)
                .map(AccountRow::user)
                .one());
    }

    @Override
    public Mono<User> find(EmailAddress email) {
        return StatementLimit.brief(database.sql(SELECT + "email = :email")
                .bind("email", email.value())
                .map(AccountRow::user)
                .one());
    }

    @Override
    public Mono<UserOverview> overview(long id) {
        return ReadRetry.once(database.sql(SELECT_OVERVIEW + "id = :id")
                .bind("id", id)
                .map(AccountRow::overview)
                .one());
    }

    @Override
    public Mono<UserPage> search(UserSearch search) {
        String condition = condition(search);
        Mono<Long> total = bound(database.sql("select count(*) from account where " + condition), search)
                .map(row -> Values.number(row, 0))
                .one();
        // Literals, which they may be as numbers: H2 plans a bound limit badly.
        String page = condition + " order by email offset " + search.offset() + " rows fetch first " + search.limit()
                + " rows only";
        return ReadRetry.once(bound(database.sql(SELECT_OVERVIEW + page), search)
                .map(AccountRow::overview)
                .all()
                .collectList()
                .zipWhen(users -> total, (users, count) -> new UserPage(count, users)));
    }

    private static String condition(UserSearch search) {
        StringBuilder condition = new StringBuilder("(email like :text" + ContainsPattern.ESCAPE
                + " or lower(name) like :text" + ContainsPattern.ESCAPE + ")");
        if (search.role() != null) {
            condition.append(" and role = :role");
        }
        UserStatus status = search.status();
        if (status != null) {
            switch (status) {
                case DISABLED -> condition.append(" and disabled = true");
                case INVITED -> condition.append(" and disabled = false and password_hash is null");
                case ACTIVE -> condition.append(" and disabled = false and password_hash is not null");
            }
        }
        return condition.toString();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, UserSearch search) {
        Role role = search.role();
        GenericExecuteSpec withText = statement.bind("text", ContainsPattern.pattern(search.text()));
        return role == null ? withText : withText.bind("role", EnumNames.of(role));
    }

    @Override
    public Mono<Boolean> any() {
        return database.sql("select id from account fetch first 1 row only")
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<User> add(NewUser user) {
        PasswordHash hash = user.passwordHash();
        Instant passwordChangedAt = hash == null ? null : user.createdAt();
        return database.sql("insert into account (email, name, role, password_hash, created_at, password_changed_at)"
                        + " values (:email, :name, :role, :hash, :created, :changed)")
                .bind("email", user.email().value())
                .bind("name", Parameters.in(R2dbcType.VARCHAR, user.name()))
                .bind("role", EnumNames.of(user.role()))
                .bind("hash", Parameters.in(R2dbcType.VARCHAR, hash == null ? null : hash.value()))
                .bind("created", Instants.parameter(user.createdAt()))
                .bind(
                        "changed",
                        Parameters.in(
                                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                                passwordChangedAt == null ? null : Instants.parameter(passwordChangedAt)))
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> new User(
                        Values.number(row, "id"),
                        user.email(),
                        user.name(),
                        user.role(),
                        hash,
                        false,
                        user.createdAt(),
                        passwordChangedAt))
                .one()
                .onErrorMap(
                        DataIntegrityViolationException.class,
                        taken -> new DomainException.Conflict("There is a user with this address.", null));
    }

    @Override
    public Mono<User> lock(long id) {
        return database.sql(SELECT + "id = :id for update")
                .bind("id", id)
                .map(AccountRow::user)
                .one();
    }

    @Override
    public Flux<User> lockAdministrators() {
        return database.sql(SELECT + "role = :role and disabled = false and password_hash is not null"
                        + " order by id for update")
                .bind("role", EnumNames.of(Role.ADMINISTRATOR))
                .map(AccountRow::user)
                .all();
    }

    @Override
    public Mono<Void> setDisabled(long id, boolean disabled) {
        return update("disabled = :value", id).bind("value", disabled).then();
    }

    @Override
    public Mono<Void> setRole(long id, Role role) {
        return update("role = :value", id).bind("value", EnumNames.of(role)).then();
    }

    @Override
    public Mono<Void> setName(long id, @Nullable String name) {
        return update("name = :value", id)
                .bind("value", Parameters.in(R2dbcType.VARCHAR, name))
                .then();
    }

    @Override
    public Mono<Void> setPassword(long id, PasswordHash hash, Instant instant) {
        return update("password_hash = :value, password_changed_at = :at", id)
                .bind("value", hash.value())
                .bind("at", Instants.parameter(instant))
                .then();
    }

    @Override
    public Mono<Void> rehash(long id, PasswordHash hash) {
        return update("password_hash = :value", id).bind("value", hash.value()).then();
    }

    @Override
    public Mono<Void> noteSeen(long id, Instant instant) {
        return update("last_seen_at = :value", id)
                .bind("value", Instants.parameter(instant))
                .then();
    }

    private GenericExecuteSpec update(String assignments, long id) {
        return database.sql("update account set " + assignments + " where id = :id")
                .bind("id", id);
    }
}
