package io.flangular.domain.link;

/**
 * A new link and its code, which is shown only once.
 *
 * @param mailed whether it was sent to the user by e-mail
 */
public record IssuedLink(OneTimeLink link, LinkCode code, boolean mailed) {}
