package io.flangular.domain.session;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records which signing secrets the nodes of the installation use, by an id that does not disclose the secret. */
public interface SecretsInUse {
    /** Records that a node uses the secret at this instant. */
    Mono<Void> record(String keyId, Instant instant);

    /** The ids of the secrets that were used since this instant. */
    Flux<String> since(Instant instant);
}
