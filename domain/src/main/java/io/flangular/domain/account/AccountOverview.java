package io.flangular.domain.account;

import io.flangular.domain.user.User;

/**
 * What people see of their own account.
 *
 * @param secondFactor whether a code is asked for after the password
 * @param recoveryCodesLeft how many recovery codes have not been used
 */
public record AccountOverview(User user, boolean secondFactor, long recoveryCodesLeft) {}
