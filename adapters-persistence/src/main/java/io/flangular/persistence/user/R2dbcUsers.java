package io.flangular.persistence.user;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.user.NewUser;
import io.flangular.domain.user.Role;
import io.flangular.domain.user.User;
import io.flangular.domain.user.UserOverview;
import io.flangular.domain.user.UserPage;
import io.flangular.domain.user.UserSearch;
import io.flangular.domain.user.Users;
import io.flangular.domain.user.email.EmailAddress;
import io.flangular.domain.user.password.PasswordHash;
import io.flangular.persistence.database.ContainsPattern;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.flangular.persistence.database.connection.StatementLimit;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Users in the table {@code account}. */
public final class R2dbcUsers implements Users {
    private static final String COLUMNS =
            "id, email, name, role, password_hash, disabled, created_at, password_changed_at";
    private static final String SELECT = "select " + COLUMNS + " from account where ";
    private static final String SELECT_OVERVIEW = "select " + COLUMNS + ", last_seen_at,"
            + " (select count(*) from second_factor where account_id = account.id and confirmed_at is not null)"
            + " as factors from account where ";

    private final DatabaseClient database;

    public R2dbcUsers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<User> find(long id) {
        return StatementLimit.brief(database.sql(SELECT + "id = :id")
                .bind("id", id)
                .map(R2dbcUsers::toUser)
                .one());
    }

    @Override
    public Mono<User> find(EmailAddress email) {
        return StatementLimit.brief(database.sql(SELECT + "email = :email")
                .bind("email", email.value())
                .map(R2dbcUsers::toUser)
                .one());
    }

    @Override
    public Mono<UserOverview> overview(long id) {
        return ReadRetry.once(database.sql(SELECT_OVERVIEW + "id = :id")
                .bind("id", id)
                .map(R2dbcUsers::toOverview)
                .one());
    }

    @Override
    public Mono<UserPage> search(UserSearch search) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder condition = new StringBuilder("(email like :text" + ContainsPattern.ESCAPE
                + " or lower(name) like :text" + ContainsPattern.ESCAPE + ")");
        parameters.put("text", ContainsPattern.pattern(search.text()));
        Role role = search.role();
        if (role != null) {
            condition.append(" and role = :role");
            parameters.put("role", EnumNames.of(role));
        }
        condition.append(
                switch (search.status()) {
                    case null -> "";
                    case DISABLED -> " and disabled = true";
                    case INVITED -> " and disabled = false and password_hash is null";
                    case ACTIVE -> " and disabled = false and password_hash is not null";
                });
        Mono<Long> total = database.sql("select count(*) from account where " + condition)
                .bindValues(parameters)
                .map(row -> Values.number(row, 0))
                .one();
        // Literals, since H2 plans a bound limit badly.
        String page = condition + " order by email offset " + search.offset() + " rows fetch first " + search.limit()
                + " rows only";
        return ReadRetry.once(database.sql(SELECT_OVERVIEW + page)
                .bindValues(parameters)
                .map(R2dbcUsers::toOverview)
                .all()
                .collectList()
                .zipWhen(users -> total, (users, count) -> new UserPage(count, users)));
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
                .bind("created", user.createdAt())
                .bind("changed", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, passwordChangedAt))
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
                .map(R2dbcUsers::toUser)
                .one();
    }

    @Override
    public Flux<User> lockAdministrators() {
        return database.sql(SELECT + "role = :role and disabled = false and password_hash is not null"
                        + " order by id for update")
                .bind("role", EnumNames.of(Role.ADMINISTRATOR))
                .map(R2dbcUsers::toUser)
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
                .bindValues(Map.of("value", hash.value(), "at", instant))
                .then();
    }

    @Override
    public Mono<Void> rehash(long id, PasswordHash hash) {
        return update("password_hash = :value", id).bind("value", hash.value()).then();
    }

    @Override
    public Mono<Void> noteSeen(long id, Instant instant) {
        return update("last_seen_at = :value", id).bind("value", instant).then();
    }

    private GenericExecuteSpec update(String assignments, long id) {
        return database.sql("update account set " + assignments + " where id = :id")
                .bind("id", id);
    }

    private static User toUser(Readable row) {
        String hash = row.get("password_hash", String.class);
        return new User(
                Values.number(row, "id"),
                new EmailAddress(Values.text(row, "email")),
                row.get("name", String.class),
                Values.enumConstant(row, "role", Role.class),
                hash == null ? null : new PasswordHash(hash),
                Objects.requireNonNull(row.get("disabled", Boolean.class)),
                Values.instant(row, "created_at"),
                row.get("password_changed_at", Instant.class));
    }

    private static UserOverview toOverview(Readable row) {
        return new UserOverview(toUser(row), Values.number(row, "factors") > 0, row.get("last_seen_at", Instant.class));
    }
}
