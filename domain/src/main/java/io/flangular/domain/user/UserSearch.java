package io.flangular.domain.user;

import org.jspecify.annotations.Nullable;

/**
 * Which users are looked for, in the order of their addresses.
 *
 * @param text a part of the address or of the name, whatever its case; empty for all
 * @param role null for all
 * @param status null for all
 * @param offset how many to leave out
 * @param limit how many to give at most
 */
public record UserSearch(String text, @Nullable Role role, @Nullable UserStatus status, int offset, int limit) {
    /** Spells the text as it is stored. */
    public UserSearch {
        text = EmailAddress.searched(text);
    }
}
