package io.flangular.domain.audit;

import io.flangular.domain.user.email.EmailAddress;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for audit events, newest first.
 *
 * @param text case-insensitive substring of the IP address, or of the name or e-mail address of a user concerned; empty
 *     for all
 * @param kinds empty for all
 * @param since from when on; null for all
 * @param before only events with a smaller id, for the next page; null for the first page
 * @param limit how many to give at most
 */
public record AuditSearch(
        String text,
        Set<AuditEvent.Kind> kinds,
        @Nullable Instant since,
        @Nullable Long before,
        int limit) {
    /** Keeps the kinds as they are now, and spells the text as it is stored. */
    public AuditSearch {
        text = EmailAddress.searched(text);
        kinds = Set.copyOf(kinds);
    }
}
