package io.flangular.persistence.database.h2;

import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.connection.DriverProxy;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
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
 * instead. The rows of a statement are emitted on the thread that ran it. A connection whose store was closed by the
 * failure of another one is not used again.
 */
final class OffloadingConnectionFactory implements InvocationHandler {
    /** The interfaces of the driver whose instances are wrapped. */
    private static final List<Class<?>> TYPES = List.of(Connection.class, Statement.class, Batch.class);
    /** More than H2's own limit for a statement, so that whatever waits for one goes on in any case. */
    private static final Duration STATEMENT_LIMIT = Database.STATEMENT_TIMEOUT.plusSeconds(2);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private static final Pattern CHANGE =
            Pattern.compile("\\b(insert into|update|delete from)\\b", Pattern.CASE_INSENSITIVE);

    private final Object target;
    private final Scheduler scheduler;
    private final FileFailures failures;
    /** The store of the connection; null for the factory itself. */
    private final @Nullable ConnectionStore store;

    private OffloadingConnectionFactory(
            Object target, Scheduler scheduler, FileFailures failures, @Nullable ConnectionStore store) {
        this.target = target;
        this.scheduler = scheduler;
        this.failures = failures;
        this.store = store;
    }

    /** Wraps a factory so that all work runs on the scheduler and failures are translated. */
    static ConnectionFactory on(Scheduler scheduler, FileFailures failures, ConnectionFactory factory) {
        return (ConnectionFactory) DriverProxy.create(
                ConnectionFactory.class, new OffloadingConnectionFactory(factory, scheduler, failures, null));
    }

    /** Whether a connection of such a factory cannot be used any more. */
    static boolean isClosed(Connection connection) {
        ConnectionStore used = ((OffloadingConnectionFactory) Proxy.getInvocationHandler(connection)).store;
        return used != null && used.isClosed();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null
                && method.getName().equals("createStatement")
                && failures.isSpaceLow()
                && CHANGE.matcher((String) arguments[0]).find()) {
            throw failures.outOfSpace();
        }
        Object result;
        try {
            result = DriverProxy.call(target, method, arguments);
        } catch (RuntimeException failure) {
            // Such as a value of a parameter that is stored when it is bound.
            throw failures.translated(failure);
        }
        // A statement returns itself from bind and add; the caller must go on with the proxy.
        return result == target ? proxy : offloaded(method.getName(), result);
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
        for (Class<?> type : TYPES) {
            if (type.isInstance(value)) {
                ConnectionStore used = value instanceof Connection connection ? ConnectionStore.of(connection) : store;
                return DriverProxy.create(type, new OffloadingConnectionFactory(value, scheduler, failures, used));
            }
        }
        return value;
    }
}
