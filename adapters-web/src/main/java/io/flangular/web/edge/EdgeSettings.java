package io.flangular.web.edge;

import java.time.Duration;

/**
 * What the server puts up with.
 *
 * @param connections at once, in all
 * @param connectionsPerAddress at once, of each address that is no trusted proxy
 * @param requestTimeout for the head of a request, and for a body that does not come
 * @param answerTimeout for a client that takes nothing of its answer
 * @param proxies whose word is taken for who sends a request
 * @param forwarded in which headers they say so
 */
public record EdgeSettings(
        int connections,
        int connectionsPerAddress,
        Duration requestTimeout,
        Duration answerTimeout,
        TrustedProxies proxies,
        ForwardedHeaders.Kind forwarded) {}
