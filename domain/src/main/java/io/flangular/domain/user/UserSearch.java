package io.flangular.domain.user;

import io.flangular.domain.user.email.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A search for users, in the order of their e-mail addresses.
 *
 * @param text case-insensitive substring of the e-mail address or name; empty for all
 * @param role null for all
 * @param status null for all
 * @param offset how many users to skip
 * @param limit the maximum number of users
 */
public record UserSearch(
        String text, @Nullable Role role, @Nullable UserStatus status, int offset, int limit) {
    public UserSearch {
        text = EmailAddress.searched(text);
    }
}
