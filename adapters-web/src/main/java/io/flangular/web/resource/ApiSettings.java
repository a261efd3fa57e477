package io.flangular.web.resource;

import io.flangular.web.http.SiteOrigin;

/**
 * Settings of the API.
 *
 * @param requireIfMatch whether a change of a row without {@code If-Match} is refused with 428
 * @param origin with which the URLs in {@code Link} and {@code Location} begin
 */
public record ApiSettings(boolean requireIfMatch, SiteOrigin origin) {}
