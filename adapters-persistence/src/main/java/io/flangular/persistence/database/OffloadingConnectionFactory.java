package io.flangular.persistence.database;

import io.flangular.persistence.database.h2.FileFailures;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Offloads a blocking driver to a scheduler. The driver of H2 runs every statement on the subscribing thread, which
 * would be an event loop of the web server; this factory subscribes to all work of its connections on a scheduler
 * instead. The rows of a statement are emitted on the thread that ran it, unless the statement has a fetch size: then
 * they are read on request, on the scheduler too.
 */
final class OffloadingConnectionFactory {
    private static final List<Class<?>> PARTS = List.of(Connection.class, Statement.class, Batch.class);
    private static final List<Class<?>> PARTS_AND_RESULT =
            List.of(Connection.class, Statement.class, Batch.class, Result.class);
    private final Scheduler scheduler;
    private final FileFailures failures;
    private final List<Class<?>> parts;

    private OffloadingConnectionFactory(Scheduler scheduler, FileFailures failures, List<Class<?>> parts) {
        this.scheduler = scheduler;
        this.failures = failures;
        this.parts = parts;
    }

    /** Wraps a factory so that all work runs on the scheduler and failures are translated. */
    static ConnectionFactory on(Scheduler scheduler, FileFailures failures, ConnectionFactory factory) {
        return (ConnectionFactory)
                new OffloadingConnectionFactory(scheduler, failures, PARTS).wrapped(factory, ConnectionFactory.class);
    }

    private Object wrapped(Object target, Class<?> part) {
        return Proxy.newProxyInstance(
                OffloadingConnectionFactory.class.getClassLoader(),
                new Class<?>[] {part},
                (proxy, method, arguments) -> {
                    Object result = invoke(target, method, arguments);
                    if (target instanceof Statement && method.getName().equals("fetchSize")) {
                        return new OffloadingConnectionFactory(scheduler, failures, PARTS_AND_RESULT)
                                .wrapped(target, Statement.class);
                    }
                    // A statement returns itself from bind and add; the caller must go on with the proxy.
                    return result == target ? proxy : offloaded(method.getName(), result);
                });
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private @Nullable Object offloaded(String method, @Nullable Object result) {
        if (result instanceof Publisher<?> work) {
            return failures.translate(method, Flux.from(work).map(this::part).subscribeOn(scheduler));
        }
        return result == null ? null : part(result);
    }

    private Object part(Object value) {
        for (Class<?> part : parts) {
            if (part.isInstance(value)) {
                return wrapped(value, part);
            }
        }
        return value;
    }
}
