package io.flangular.domain.link;

import java.time.Duration;

/** What a one-time link is for. */
public enum LinkPurpose {
    /** To choose a first password. */
    INVITATION(Duration.ofDays(3)),
    /** To choose another password in place of a forgotten one. */
    RESET(Duration.ofHours(24));

    private final Duration lifetime;

    LinkPurpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }
}
