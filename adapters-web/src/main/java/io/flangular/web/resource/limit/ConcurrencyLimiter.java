package io.flangular.web.resource.limit;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Limits the concurrency of expensive requests, in total and per user; others are queued for a while. Each such request
 * holds a database connection while it runs. All limits together stay below the size of the pool, so that logins and
 * ordinary requests never wait for them.
 */
public final class ConcurrencyLimiter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int limit;
    private final int limitPerUser;
    private final int waitingPerUser;
    private final Duration longestWait;
    private final Set<Turn> waiting = new LinkedHashSet<>();
    private final Set<Turn> running = new LinkedHashSet<>();

    /** Creates a limiter with limits of concurrency, of the queue per user, and of the waiting time. */
    public ConcurrencyLimiter(int limit, int limitPerUser, int waitingPerUser, Duration longestWait) {
        this.limit = limit;
        this.limitPerUser = limitPerUser;
        this.waitingPerUser = waitingPerUser;
        this.longestWait = longestWait;
    }

    /** A waiting or running request; {@code decided} is whether the work has begun, or will not begin any more. */
    private record Turn(long user, Sinks.Empty<Void> begun, AtomicBoolean decided) {
        Turn(long user) {
            this(user, Sinks.empty(), new AtomicBoolean());
        }
    }

    /** Runs work when the limits permit it; {@link DomainException.TooMany} when they do not in time. */
    public <R> Flux<R> limit(long user, Flux<R> work) {
        return Flux.defer(() -> {
            Turn turn = new Turn(user);
            return begun(turn).thenMany(work).doFinally(end -> end(turn));
        });
    }

    /**
     * Runs work with a single result. Once begun, it counts until it ends, also when its subscriber cancels: a database
     * goes on with a statement whose client is gone.
     */
    public <R> Mono<R> limit(long user, Mono<R> work) {
        return Mono.defer(() -> {
            Turn turn = new Turn(user);
            // A cached publisher is not cancelled with its subscriber.
            Mono<R> whole = work.doFinally(end -> end(turn)).cache();
            return begun(turn)
                    .then(Mono.defer(() -> turn.decided.compareAndSet(false, true) ? whole : Mono.empty()))
                    .doFinally(end -> {
                        if (turn.decided.compareAndSet(false, true)) {
                            end(turn);
                        }
                    });
        });
    }

    /** Completes when the work may begin; synchronously when that is at once. */
    private Mono<Void> begun(Turn turn) {
        if (!enqueue(turn)) {
            return Mono.error(tooMany());
        }
        begin();
        Mono<Void> begun = turn.begun.asMono();
        return turn.begun.scan(Scannable.Attr.TERMINATED) == Boolean.TRUE
                ? begun
                : begun.timeout(longestWait, Mono.error(ConcurrencyLimiter::tooMany))
                        .publishOn(Schedulers.parallel());
    }

    private static DomainException.TooMany tooMany() {
        return new DomainException.TooMany(
                "Too many expensive requests are under way. Try again in a few seconds.", RETRY_AFTER);
    }

    private synchronized boolean enqueue(Turn turn) {
        long others = waiting.stream().filter(each -> each.user == turn.user).count();
        return others < waitingPerUser && waiting.add(turn);
    }

    private void end(Turn turn) {
        synchronized (this) {
            waiting.remove(turn);
            running.remove(turn);
        }
        begin();
    }

    /** Starts waiting work in order of arrival; outside the lock, since it runs foreign code. */
    private void begin() {
        List<Turn> next = new ArrayList<>();
        synchronized (this) {
            Map<Long, Integer> byUser = new HashMap<>();
            running.forEach(turn -> byUser.merge(turn.user, 1, Integer::sum));
            for (Iterator<Turn> turns = waiting.iterator(); turns.hasNext() && running.size() < limit; ) {
                Turn turn = turns.next();
                if (byUser.merge(turn.user, 1, Integer::sum) <= limitPerUser) {
                    turns.remove();
                    running.add(turn);
                    next.add(turn);
                }
            }
        }
        next.forEach(turn -> turn.begun.tryEmitEmpty());
    }
}
