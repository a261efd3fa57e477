package io.flangular.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.http.Wire.Answer;

/** The headers that every response must have. */
public final class SecurityHeadersOf {
    private SecurityHeadersOf() {}

    /** Fails when one of the headers is missing, or there is one that tells what runs here. */
    public static void areIn(Answer answer) {
        assertThat(answer.headers())
                .containsKeys(
                        "date",
                        "content-security-policy",
                        "x-content-type-options",
                        "referrer-policy",
                        "permissions-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy")
                .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
}
