package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.connection.DriverProxy;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Offloads a blocking driver to a scheduler. The driver of H2 runs every statement on the subscribing thread, which
 * would be an event loop of the web server; this factory subscribes to all work of its connections on a scheduler
 * instead. The rows of a statement are emitted on the thread that ran it, unless the statement has a fetch size: then
 * they are read on request, on the scheduler too. A connection whose store was closed by the failure of another one is
 * not used again.
 */
final class OffloadingConnectionFactory {
    private static final List<Class<?>> TYPES = List.of(Connection.class, Statement.class, Batch.class);
    private static final List<Class<?>> TYPES_AND_RESULT =
            List.of(Connection.class, Statement.class, Batch.class, Result.class);
    /** More than H2's own limit for a statement, so that whatever waits for one goes on in any case. */
    private static final Duration STATEMENT_LIMIT = Database.STATEMENT_TIMEOUT.plusSeconds(2);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private static final Pattern CHANGE =
            Pattern.compile("\\b(insert into|update|delete from)\\b", Pattern.CASE_INSENSITIVE);

    private final Scheduler scheduler;
    private final FileFailures failures;
    /** The interfaces of the driver whose instances are wrapped. */
    private final List<Class<?>> types;
    /** The store of the connection; null for the factory itself. */
    private final @Nullable ConnectionStore store;

    private OffloadingConnectionFactory(
            Scheduler scheduler, FileFailures failures, List<Class<?>> types, @Nullable ConnectionStore store) {
        this.scheduler = scheduler;
        this.failures = failures;
        this.types = types;
        this.store = store;
    }

    /** Wraps a factory so that all work runs on the scheduler and failures are translated. */
    static ConnectionFactory on(Scheduler scheduler, FileFailures failures, ConnectionFactory factory) {
        return (ConnectionFactory) new OffloadingConnectionFactory(scheduler, failures, TYPES, null)
                .proxy(factory, ConnectionFactory.class);
    }

    /** Whether a connection of such a factory cannot be used any more. */
    static boolean isClosed(Connection connection) {
        ConnectionStore used = ((Handler) Proxy.getInvocationHandler(connection)).factory.store;
        return used != null && used.isClosed();
    }

    private Object proxy(Object target, Class<?> type) {
        return DriverProxy.create(type, new Handler(target, this));
    }

    private record Handler(Object target, OffloadingConnectionFactory factory) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null
                    && method.getName().equals("createStatement")
                    && factory.failures.isSpaceLow()
                    && CHANGE.matcher((String) arguments[0]).find()) {
                throw factory.failures.outOfSpace();
            }
            Object result = factory.invoke(target, method, arguments);
            if (target instanceof Statement && method.getName().equals("fetchSize")) {
                return new OffloadingConnectionFactory(
                                factory.scheduler, factory.failures, TYPES_AND_RESULT, factory.store)
                        .proxy(target, Statement.class);
            }
            // A statement returns itself from bind and add; the caller must go on with the proxy.
            return result == target ? proxy : factory.offloaded(method.getName(), result);
        }
    }

    private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return DriverProxy.call(target, method, arguments);
        } catch (RuntimeException failure) {
            // Such as a value of a parameter that is stored when it is bound.
            throw failures.translated(failure);
        }
    }

    private @Nullable Object offloaded(String method, @Nullable Object result) {
        if (result instanceof Publisher<?> work) {
            Flux<?> guarded = store == null ? Flux.from(work) : whileOpen(store, method, work);
            return failures.translate(
                    method, limited(method, guarded.map(this::wrapped).subscribeOn(scheduler)));
        }
        return result == null ? null : wrapped(result);
    }

    private static Flux<?> whileOpen(ConnectionStore store, String method, Publisher<?> work) {
        return switch (method) {
            // The driver would run a statement.
            case "validate" -> unlessClosed(store, Mono.just(true));
            case "close" -> Flux.from(work);
            // A database that is closed has rolled back.
            case "rollbackTransaction", "setAutoCommit" ->
                Flux.defer(() -> store.isClosed() ? Flux.empty() : Flux.from(work));
            default -> unlessClosed(store, work);
        };
    }

    private static <T> Flux<T> unlessClosed(ConnectionStore store, Publisher<T> work) {
        return Flux.defer(() -> store.isClosed() ? Flux.error(store.closed()) : Flux.from(work));
    }

    private <T> Flux<T> limited(String method, Flux<T> work) {
        ConnectionStore used = store;
        if (used == null) {
            return work;
        }
        return switch (method) {
            case "execute" ->
                work.timeout(Mono.delay(STATEMENT_LIMIT), first -> Mono.never(), Flux.error(used::abandon));
            case "close" ->
                Flux.defer(() -> used.isClosed() ? work.timeout(CLOSE_LIMIT).onErrorComplete() : work);
            default -> work;
        };
    }

    private Object wrapped(Object value) {
        for (Class<?> type : types) {
            if (type.isInstance(value)) {
                return value instanceof Connection connection
                        ? new OffloadingConnectionFactory(scheduler, failures, types, ConnectionStore.of(connection))
                                .proxy(value, type)
                        : proxy(value, type);
            }
        }
        return value;
    }
}
