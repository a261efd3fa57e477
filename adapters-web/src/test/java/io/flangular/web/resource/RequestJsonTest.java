package io.flangular.web.resource;

import io.flangular.domain.DomainException;
import io.flangular.web.resource.limit.RequestMemory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RequestJsonTest {
    private static final long MB = 1 << 20;

    private final RequestMemory memory = new RequestMemory(10 * MB, Duration.ofMillis(50));

    @Test
    void aRequestWithoutABodyWaitsForNoMemory() {
        Disposable large = memory.filter(
                        MockServerWebExchange.from(MockServerHttpRequest.get("/")),
                        exchange -> RequestMemory.require(10 * MB).then(Mono.never()))
                .subscribe();
        StepVerifier.create(read(MockServerHttpRequest.delete("/api/computer/7")))
                .verifyComplete();
        StepVerifier.create(read(MockServerHttpRequest.delete("/api/computer/7")
                        .header(HttpHeaders.TRANSFER_ENCODING, "chunked")))
                .verifyError(DomainException.Busy.class);
        large.dispose();
    }

    private Mono<Void> read(MockServerHttpRequest.BaseBuilder<?> request) {
        return memory.filter(MockServerWebExchange.from(request), exchange -> RequestJson.bytes(ServerRequest.create(
                        exchange, HandlerStrategies.withDefaults().messageReaders()))
                .then());
    }
}
