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
 * @param since the earliest time; null for all
 * @param before only events with a smaller id, for the next page; null for the first page
 * @param limit the maximum number of events
 */
public record AuditSearch(
        String text,
        Set<AuditEvent.Kind> kinds,
        @Nullable Instant since,
        @Nullable Long before,
        int limit) {
    public AuditSearch {
        text = EmailAddress.searched(text);
        kinds = Set.copyOf(kinds);
    }
}
