package io.flangular.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

class RunToCompletionTest {
    private final Sinks.One<String> first = Sinks.one();
    private final List<String> done = new ArrayList<>();
    private final Mono<String> work = RunToCompletion.of(first.asMono()
            .flatMap(value -> Mono.deferContextual(context -> {
                done.add(value + context.get("key"));
                return Mono.just(value);
            })));

    @Test
    void workGoesOnInTheSameContextAfterItsSubscriberHasCancelled() {
        Disposable subscription =
                work.contextWrite(Context.of("key", "!")).subscribe(value -> done.add("not received"));
        subscription.dispose();

        first.tryEmitValue("stored").orThrow();

        assertThat(done).containsExactly("stored!");
    }

    @Test
    void eachSubscriptionRunsTheWork() {
        first.tryEmitValue("stored").orThrow();

        work.contextWrite(Context.of("key", "1")).block();
        work.contextWrite(Context.of("key", "2")).block();

        assertThat(done).containsExactly("stored1", "stored2");
    }
}
