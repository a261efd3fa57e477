package io.flangular.web.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.access.Caller;
import io.flangular.web.problem.ProblemException;
import io.flangular.web.resource.limit.ExpensiveRequests;
import io.flangular.web.resource.limit.RequestMemory;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RequestJsonTest {
    private static final long MB = 1 << 20;
    private static final Caller CALLER = new Caller(1, "Ada", Set.of());

    private final RequestMemory memory = new RequestMemory(10 * MB, Duration.ofMillis(50));

    @Test
    void onlyALargeBodyThatHasArrivedWaitsForMemory() {
        Disposable large = memory.filter(
                        MockServerWebExchange.from(MockServerHttpRequest.get("/")),
                        exchange -> RequestMemory.require(10 * MB).then(Mono.never()))
                .subscribe();
        StepVerifier.create(read(MockServerHttpRequest.delete("/api/computer/7").build()))
                .expectNext(0)
                .verifyComplete();
        StepVerifier.create(read(chunked("{}"))).expectNext(2).verifyComplete();
        StepVerifier.create(read(chunked("x".repeat(100_000)))).verifyError(DomainException.Busy.class);
        large.dispose();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        StepVerifier.create(read(chunked("x".repeat(3 << 20)))).verifyError(ProblemException.class);
    }

    @Test
    void everyBufferIsReleasedOnceAlsoBeyondTheLimit() {
        NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
        List<NettyDataBuffer> buffers = Stream.of(1 << 20, 1 << 20, 1, 1)
                .map(size -> factory.wrap(Unpooled.buffer(size).writeZero(size).retain()))
                .toList();
        MockServerHttpRequest request = MockServerHttpRequest.post("/api/computer")
                .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                .body(Flux.fromIterable(buffers));
        StepVerifier.create(read(request)).verifyError(ProblemException.class);
        assertThat(buffers.subList(0, 3).stream()
                        .map(buffer -> buffer.getNativeBuffer().refCnt()))
                .containsOnly(1);
    }

    @Test
    void invalidUtf8IsRefused() {
        for (byte[] body : new byte[][] {
            {'"', (byte) 0xc0, (byte) 0xaf, '"'},
            {'"', (byte) 0xe0, (byte) 0x80, (byte) 0xaf, '"'},
            {'"', (byte) 0xff, '"'},
            "{\"ram\": \"ä\"}".getBytes(StandardCharsets.UTF_16LE),
            "{}".getBytes(StandardCharsets.UTF_16)
        }) {
            assertThatThrownBy(() -> RequestJson.object(body)).isInstanceOf(DomainException.Invalid.class);
        }
        assertThat(RequestJson.object("\uFEFF{\"ram\": \"ä\"}".getBytes(StandardCharsets.UTF_8))
                        .get("ram")
                        .stringValue())
                .isEqualTo("ä");
    }

    private static MockServerHttpRequest chunked(String body) {
        return MockServerHttpRequest.post("/api/computer")
                .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                .body(body);
    }

    private Mono<Integer> read(MockServerHttpRequest request) {
        return Mono.defer(() -> {
            AtomicInteger length = new AtomicInteger();
            return memory.filter(
                            MockServerWebExchange.from(request),
                            exchange -> RequestJson.bytes(
                                            ServerRequest.create(
                                                    exchange,
                                                    HandlerStrategies.withDefaults()
                                                            .messageReaders()),
                                            CALLER,
                                            new ExpensiveRequests())
                                    .doOnNext(body -> length.set(body.length))
                                    .then())
                    .then(Mono.fromSupplier(length::get));
        });
    }
}
