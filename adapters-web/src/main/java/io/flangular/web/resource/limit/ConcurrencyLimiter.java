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

    /**
     * Creates a limiter with limits in total and per user, and limits of the queue per user and of the waiting time.
     */
    public ConcurrencyLimiter(int limit, int limitPerUser, int waitingPerUser, Duration longestWait) {
        this.limit = limit;
        this.limitPerUser = limitPerUser;
        this.waitingPerUser = waitingPerUser;
        this.longestWait = longestWait;
    }

    /** The request of one user, by identity, that waits for its turn or has it. */
    private static final class Turn {
        private final long user;
        private final Sinks.Empty<Void> begun = Sinks.empty();
        /** Whether the work has begun, or never will. */
        private final AtomicBoolean decided = new AtomicBoolean();

        Turn(long user) {
            this.user = user;
        }
    }

    /**
     * The same work when its turn has come; {@link DomainException.TooMany} when it has not come in time. The turn ends
     * when the work ends, or when its subscriber cancels.
     */
    public <R> Flux<R> limit(long user, Flux<R> work) {
        return Flux.defer(() -> {
            Turn turn = new Turn(user);
            return begun(turn).thenMany(work).doFinally(end -> end(turn));
        });
    }

    /**
     * The same for work with one outcome. Work that has begun holds its turn until it ends, also when its subscriber
     * cancels: a database goes on with a statement whose client is gone.
     */
    public <R> Mono<R> limit(long user, Mono<R> work) {
        return Mono.defer(() -> {
            Turn turn = new Turn(user);
            // What is cached is not cancelled together with its subscriber.
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

    /** Completes when the turn has come; work goes on in the current thread where that is at once. */
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

    /** Begins everything that may run now, the longest waiting first; outside of the lock, since it is not our code. */
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
