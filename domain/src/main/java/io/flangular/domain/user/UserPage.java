package io.flangular.domain.user;

import java.util.List;

/**
 * Some of the users that were looked for.
 *
 * @param total how many there are in all
 */
public record UserPage(long total, List<UserOverview> users) {
    /** Keeps the list as it is now. */
    public UserPage {
        users = List.copyOf(users);
    }
}
