package io.flangular.application.session;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle the time without a request after which a session ends
 * @param longest the time after which a session ends even when it is in use
 */
public record SessionLifetime(Duration idle, Duration longest) {}
