package io.flangular.domain.user;

import java.util.List;

/**
 * A page of users.
 *
 * @param total the total number
 */
public record UserPage(long total, List<UserOverview> users) {
    public UserPage {
        users = List.copyOf(users);
    }
}
