package io.flangular.web.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param details in the order of their names, so that the same is shown every time
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditEventJson(
        @JsonProperty("id") long id,
        @JsonProperty("at") String at,
        @JsonProperty("kind") String kind,
        @JsonProperty("actor") @Nullable PersonJson actor,
        @JsonProperty("subject") @Nullable PersonJson subject,
        @JsonProperty("address") String address,
        @JsonProperty("details") Map<String, String> details) {

    private static final String BROWSER = "browser";

    /** A user, as others know the person now. */
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

    /**
     * In one order, without invisible characters, and with what people call the browser, where that is known, in place
     * of all that it says of itself.
     */
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
