package io.flangular.domain.link;

/**
 * A new link and its code, to be shown this one time.
 *
 * @param mailed whether it was also sent to the user
 */
public record IssuedLink(OneTimeLink link, LinkCode code, boolean mailed) {}
