package io.flangular.web.apitoken;

import io.flangular.domain.DomainException;
import io.flangular.domain.apitoken.ApiTokenSecret;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Reads the header {@code Authorization: Bearer} (RFC 6750). A token in the URL or in a body is ignored. */
final class BearerHeader {
    private static final String SCHEME = "Bearer";

    private BearerHeader() {}

    /** Whether the request has a bearer token, valid or not. Other schemes are left to reverse proxies. */
    static boolean in(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.AUTHORIZATION).stream().anyMatch(BearerHeader::bears);
    }

    /** The secret; empty when it is malformed. {@link DomainException.Invalid} when there is more than one header. */
    static Optional<ApiTokenSecret> secret(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1) {
            throw new DomainException.Invalid("The header Authorization must be given once.");
        }
        return ApiTokenSecret.parse(given.getFirst().substring(SCHEME.length()).strip());
    }

    private static boolean bears(String value) {
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (value.length() == SCHEME.length() || Character.isWhitespace(value.charAt(SCHEME.length())));
    }
}
