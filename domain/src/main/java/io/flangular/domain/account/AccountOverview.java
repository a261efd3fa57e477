package io.flangular.domain.account;

import io.flangular.domain.user.User;

/**
 * The account of the logged-in user.
 *
 * @param secondFactor whether a second factor is enabled
 * @param recoveryCodesLeft the number of unused recovery codes
 */
public record AccountOverview(User user, boolean secondFactor, long recoveryCodesLeft) {}
