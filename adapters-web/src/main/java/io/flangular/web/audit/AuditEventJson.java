package io.flangular.web.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.PrintableText;
import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditPage;
import io.flangular.web.http.UserAgentName;
import io.flangular.web.json.IsoInstants;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An audit event as administrators see it.
 *
 * @param actor the user who did it; null when unknown
 * @param subject the user concerned; null when there is none
 * @param address empty when the application itself did it
 * @param details sorted by name
 */
record AuditEventJson(
        @JsonProperty("id") long id,
        @JsonProperty("at") String at,
        @JsonProperty("kind") String kind,
        @JsonProperty("actor") @Nullable PersonJson actor,
        @JsonProperty("subject") @Nullable PersonJson subject,
        @JsonProperty("address") String address,
        @JsonProperty("details") Map<String, String> details) {

    private static final String BROWSER = "browser";

    record PersonJson(
            @JsonProperty("id") long id,
            @JsonProperty("name") String name) {}

    static AuditEventJson of(AuditPage.Entry entry) {
        AuditEvent event = entry.event();
        return new AuditEventJson(
                entry.id(),
                IsoInstants.of(event.at()),
                EnumNames.of(event.kind()),
                person(event.actorId(), entry.actor()),
                person(event.subjectId(), entry.subject()),
                event.address(),
                readable(event.details()));
    }

    /** Sorted, with invisible characters escaped, and with the name of a known browser instead of its user agent. */
    private static Map<String, String> readable(Map<String, String> details) {
        Map<String, String> readable = new TreeMap<>();
        details.forEach((name, value) -> readable.put(name, PrintableText.escaped(value)));
        readable.computeIfPresent(BROWSER, (name, said) -> Objects.requireNonNullElse(UserAgentName.of(said), said));
        return readable;
    }

    private static @Nullable PersonJson person(@Nullable Long id, @Nullable String name) {
        return id == null || name == null ? null : new PersonJson(id, PrintableText.escaped(name));
    }
}
