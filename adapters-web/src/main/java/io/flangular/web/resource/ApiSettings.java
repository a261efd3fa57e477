package io.flangular.web.resource;

/**
 * What can be chosen about the API.
 *
 * @param requireIfMatch whether a change of a row without {@code If-Match} is refused with 428
 */
public record ApiSettings(boolean requireIfMatch) {}
