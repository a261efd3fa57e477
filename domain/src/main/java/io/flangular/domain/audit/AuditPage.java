package io.flangular.domain.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of audit events.
 *
 * @param more whether there are older ones
 */
public record AuditPage(List<Entry> entries, boolean more) {
    public AuditPage {
        entries = List.copyOf(entries);
    }

    /**
     * A stored event.
     *
     * @param id grows with time
     * @param actor how the actor is called now, with the address where there is a name: that one is people's own
     *     choice, and may be another's; null when there is none
     * @param subject the same of the user whom it concerns; null when there is none
     */
    public record Entry(
            long id,
            AuditEvent event,
            @Nullable String actor,
            @Nullable String subject) {}
}
