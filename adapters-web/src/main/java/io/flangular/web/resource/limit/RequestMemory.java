package io.flangular.web.resource.limit;

import io.flangular.domain.DomainException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A budget for the memory of all large requests and responses. A request reserves memory before it allocates, waits for
 * a while when the budget is used up, and releases it when its response has ended. Small requests need no reservation.
 */
public final class RequestMemory implements WebFilter {
    /** The memory that a request may use without a share. */
    private static final long SMALL = 512 << 10;

    private static final int MAX_WAITING = 64;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final long limit;
    private final Duration longestWait;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicLong held = new AtomicLong();

    /** Creates a budget of bytes for all requests, and a maximum waiting time. */
    public RequestMemory(long limit, Duration longestWait) {
        this.limit = limit;
        this.longestWait = longestWait;
    }

    private final class Share {
        private final AtomicLong bytes = new AtomicLong();

        RequestMemory memory() {
            return RequestMemory.this;
        }
    }

    /** A request that waits until it may use this many bytes in total. */
    private record Waiting(Share share, long bytes, Sinks.Empty<Void> granted) {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            Share share = new Share();
            return chain.filter(exchange)
                    .contextWrite(context -> context.put(Share.class, share))
                    .doFinally(end -> shrink(share, 0));
        });
    }

    /** See {@link io.flangular.domain.MemoryBudget#require}; work outside of requests is not limited. */
    public static Mono<Void> require(long bytes) {
        return bytes <= SMALL
                ? Mono.empty()
                : Mono.deferContextual(context -> context.<Share>getOrEmpty(Share.class)
                        .map(share -> share.memory().require(share, bytes))
                        .orElse(Mono.empty()));
    }

    /** Releases the memory of the current request above so many bytes. */
    public static Mono<Void> retain(long bytes) {
        return Mono.deferContextual(context -> {
            context.<Share>getOrEmpty(Share.class)
                    .ifPresent(share -> share.memory().shrink(share, bytes));
            return Mono.empty();
        });
    }

    private Mono<Void> require(Share share, long bytes) {
        Waiting request = new Waiting(share, Math.min(bytes, limit), Sinks.empty());
        synchronized (this) {
            if (request.bytes <= share.bytes.get()) {
                return Mono.empty();
            }
            if (waiting.size() >= MAX_WAITING) {
                return Mono.error(busy());
            }
            waiting.add(request);
        }
        grant();
        return request.granted
                .asMono()
                .timeout(longestWait, Mono.error(RequestMemory::busy), Schedulers.parallel())
                .doFinally(end -> withdraw(request));
    }

    private static DomainException.Busy busy() {
        return new DomainException.Busy(
                "Too many large requests are being answered. Try again in a few seconds.", RETRY_AFTER);
    }

    private void withdraw(Waiting request) {
        synchronized (this) {
            waiting.remove(request);
        }
        grant();
    }

    private void shrink(Share share, long bytes) {
        synchronized (this) {
            long before = share.bytes.get();
            if (before <= bytes) {
                return;
            }
            share.bytes.set(bytes);
            held.addAndGet(bytes - before);
        }
        grant();
    }

    /** Grants waiting requests in order of arrival; outside the lock, since it runs foreign code. */
    private void grant() {
        List<Waiting> granted = new ArrayList<>();
        synchronized (this) {
            for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
                long more = Math.max(0, next.bytes - next.share.bytes.get());
                if (held.get() + more > limit) {
                    break;
                }
                held.addAndGet(more);
                next.share.bytes.addAndGet(more);
                granted.add(waiting.remove());
            }
        }
        granted.forEach(next -> next.granted.tryEmitEmpty());
    }
}
