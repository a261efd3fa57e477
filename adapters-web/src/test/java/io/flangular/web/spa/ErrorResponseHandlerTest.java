package io.flangular.web.spa;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flangular.domain.DomainException;
import io.flangular.web.TestApi;
import io.flangular.web.problem.ServerErrorReporter;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Mono;

class ErrorResponseHandlerTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ServerErrorReporter.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final TestApi api = new TestApi(RouterFunctions.route()
            .GET("/api/busy", request -> Mono.error(new DomainException.Busy("Try again.", Duration.ofSeconds(2))))
            .GET("/api/slow", request -> Mono.error(new DomainException.TooSlow("Narrow it down.")))
            .GET("/api/disconnected", request -> Mono.error(new IOException("Connection reset by peer")))
            .GET("/api/fault", request -> Mono.error(new IllegalStateException("jdbc:secret")))
            .build());

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(logged);
    }

    @Test
    void busyIsAnswered503WithRetryAfterAndNotLogged() {
        api.send(HttpMethod.GET, "/api/busy", null)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "2")
                .expectBody()
                .json("{\"message\": \"Try again.\"}")
                .jsonPath("$.reference")
                .doesNotExist();

        assertThat(logged.list).isEmpty();
    }

    @Test
    void tooSlowIsAnswered503WithoutRetryAfter() {
        api.send(HttpMethod.GET, "/api/slow", null)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .doesNotExist("Retry-After")
                .expectBody()
                .json("{\"message\": \"Narrow it down.\"}");

        assertThat(logged.list).isEmpty();
    }

    @Test
    void clientThatClosedTheConnectionIsNotLogged() {
        api.send(HttpMethod.GET, "/api/disconnected", null).expectStatus().isEqualTo(500);

        assertThat(logged.list).isEmpty();
    }

    @Test
    void aServerErrorHasAReferenceThatIsInTheLog() {
        String body = new String(api.send(HttpMethod.GET, "/api/fault", null)
                .expectStatus()
                .isEqualTo(500)
                .expectBody()
                .returnResult()
                .getResponseBody());

        assertThat(body).contains("\"reference\"").doesNotContain("jdbc");
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(body).contains(String.valueOf(event.getArgumentArray()[2])));
    }

    @Test
    void pathsOfTheApiAreRecognizedInAnyEncoding() {
        api.send(HttpMethod.GET, "/%61pi/busy", null)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Try again.");
    }
}
