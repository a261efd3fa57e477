package io.flangular.web.edge;

import java.time.Duration;

/**
 * Limits on connections, and trusted proxies.
 *
 * @param connections maximum number, in total
 * @param connectionsPerAddress maximum number per IP address that is not a trusted proxy
 * @param requestTimeout for the head of a request, and for a body that does not arrive
 * @param answerTimeout for a client that does not read its response
 * @param proxies whose forwarded headers are trusted
 * @param forwarded which headers they send
 */
public record EdgeSettings(
        int connections,
        int connectionsPerAddress,
        Duration requestTimeout,
        Duration answerTimeout,
        TrustedProxies proxies,
        ForwardedHeaders.Kind forwarded) {}
