package io.flangular.domain.session;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** By which secrets the nodes of the installation sign, each named by an identifier that tells nothing about it. */
public interface SecretsInUse {

    /** Records that a node uses that secret at that instant. */
    Mono<Void> record(String keyId, Instant instant);

    /** The secrets that have been used since that instant. */
    Flux<String> since(Instant instant);
}
