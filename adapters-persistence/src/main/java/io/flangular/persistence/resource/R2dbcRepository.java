package io.flangular.persistence.resource;

import io.flangular.domain.resource.Draft;
import io.flangular.domain.resource.Field;
import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Page;
import io.flangular.domain.resource.PageRequest;
import io.flangular.domain.resource.Repository;
import io.flangular.domain.resource.Resource;
import io.flangular.domain.resource.Schema;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.Versions;
import io.flangular.persistence.database.Dialect;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the rows of a collection in the table of its name, a column for each field in snake case, beside {@code id} and
 * {@code version}. All names come from the declaration, all values are bound. Statements are sent through the R2DBC SPI
 * on the client's transaction-bound connections: the client's own way of building them takes three times as long.
 */
public final class R2dbcRepository<T extends Record> implements Repository<T> {
    private final Schema<T> schema;
    private final DatabaseClient database;
    private final Dialect dialect;
    private final String table;
    private final String columns;
    private final String selectPage;
    private final String count;
    private final String selectOne;
    private final String insert;

    /** A repository for the declared collection, whose table a migration has made. */
    public R2dbcRepository(Resource<T> resource, DatabaseClient database, Dialect dialect) {
        this.schema = resource.schema();
        this.database = database;
        this.dialect = dialect;
        table = quoted(resource.name());
        List<String> fields =
                schema.fields().stream().map(field -> column(field.name())).toList();
        columns = "id, version, " + String.join(", ", fields);
        selectPage = "select " + columns + " from " + table + " order by id limit $1 offset $2";
        count = "select count(*) from " + table;
        selectOne = "select " + columns + " from " + table + " where id = $1";
        String markers = IntStream.rangeClosed(1, fields.size())
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
        insert = dialect.returning(
                "insert into " + table + " (" + String.join(", ", fields) + ") values (" + markers + ")", columns);
    }

    @Override
    public Mono<Page<T>> page(PageRequest request) {
        return database.inConnection(connection -> Flux.from(connection
                        .createStatement(selectPage)
                        .bind(0, (long) request.size())
                        .bind(1, request.offset())
                        .execute())
                .flatMap(result -> result.map((row, metadata) -> stored(row)))
                .collectList()
                .flatMap(rows -> total(connection, request, rows.size()).map(total -> new Page<>(rows, total))));
    }

    /** A page that is not full is the last one, and tells the total without another statement. */
    private Mono<Long> total(Connection connection, PageRequest request, int found) {
        if (!request.counted()) {
            return Mono.just(Page.NOT_COUNTED);
        }
        if (found < request.size() && (found > 0 || request.number() == 1)) {
            return Mono.just(request.offset() + found);
        }
        return Flux.from(connection.createStatement(count).execute())
                .flatMap(result -> result.map((row, metadata) -> required(row, 0)))
                .single();
    }

    @Override
    public Mono<Stored<T>> find(long id) {
        return database.inConnection(
                connection -> one(connection.createStatement(selectOne).bind(0, id)));
    }

    @Override
    public Mono<Stored<T>> insert(T value) {
        return database.inConnection(connection -> {
            Statement statement = connection.createStatement(insert);
            int index = 0;
            for (Field field : schema.fields()) {
                bind(statement, index++, field.type(), field.of(value));
            }
            return one(statement);
        });
    }

    @Override
    public Mono<Stored<T>> update(long id, Versions accepted, Draft<T> change) {
        return database.inConnection(connection -> {
            List<Object> conditions = new ArrayList<>();
            StringBuilder sql = new StringBuilder("update ").append(table).append(" set version = version + 1");
            int markers = 0;
            for (String name : change.given().keySet()) {
                sql.append(", ").append(column(name)).append(" = $").append(++markers);
            }
            sql.append(where(id, accepted, markers, conditions));
            Statement statement = connection.createStatement(dialect.returning(sql.toString(), columns));
            int index = 0;
            for (String name : change.given().keySet()) {
                bind(
                        statement,
                        index++,
                        schema.field(name).type(),
                        change.given().get(name));
            }
            for (Object condition : conditions) {
                statement.bind(index++, condition);
            }
            return one(statement);
        });
    }

    @Override
    public Mono<Stored<T>> delete(long id, Versions accepted) {
        return database.inConnection(connection -> {
            List<Object> conditions = new ArrayList<>();
            String sql = "delete from " + table + where(id, accepted, 0, conditions);
            Statement statement = connection.createStatement(dialect.returning(sql, columns));
            for (int index = 0; index < conditions.size(); index++) {
                statement.bind(index, conditions.get(index));
            }
            return one(statement);
        });
    }

    /** The condition that finds the row in an accepted version; what is to be bound is added to the list. */
    private static String where(long id, Versions accepted, int markersBefore, List<Object> bound) {
        int markers = markersBefore;
        bound.add(id);
        StringBuilder sql = new StringBuilder(" where id = $").append(++markers);
        if (accepted instanceof Versions.OneOf some) {
            Set<Long> versions = some.accepted();
            if (versions.isEmpty()) {
                return sql.append(" and false").toString();
            }
            sql.append(" and version in (");
            String separator = "";
            for (Long version : versions) {
                bound.add(version);
                sql.append(separator).append('$').append(++markers);
                separator = ", ";
            }
            sql.append(')');
        }
        return sql.toString();
    }

    private Mono<Stored<T>> one(Statement statement) {
        return Flux.from(statement.execute())
                .flatMap(result -> result.map((row, metadata) -> stored(row)))
                .singleOrEmpty();
    }

    private Stored<T> stored(Row row) {
        @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = carried(schema.fields().get(i).type(), row.get(i + 2));
        }
        return new Stored<>(required(row, 0), required(row, 1), schema.make(values));
    }

    private static long required(Row row, int index) {
        return Objects.requireNonNull(row.get(index, Long.class));
    }

    private static void bind(Statement statement, int index, FieldType type, @Nullable Object value) {
        if (value == null) {
            statement.bindNull(index, type.carrier());
        } else {
            statement.bind(index, value);
        }
    }

    /** From the driver's type, which depends on the column's width, to the field's one. */
    private static @Nullable Object carried(FieldType type, @Nullable Object read) {
        if (read instanceof Number number && type == FieldType.INTEGER) {
            return number.longValue();
        }
        if (read instanceof Number number && type == FieldType.DECIMAL && !(read instanceof BigDecimal)) {
            return new BigDecimal(number.toString());
        }
        return read;
    }

    private static String column(String field) {
        return quoted(field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT));
    }

    /** Quoted, so that a field may be called {@code order} or {@code user}. */
    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
