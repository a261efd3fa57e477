package io.flangular.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import io.flangular.domain.audit.AuditEvent;
import io.flangular.domain.audit.AuditEvent.Kind;
import io.flangular.domain.audit.AuditPage;
import io.flangular.domain.audit.AuditSearch;
import io.flangular.domain.audit.ReadAudit;
import io.flangular.domain.resource.access.Caller;
import io.flangular.web.TestApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.json.JsonCompareMode;
import reactor.core.publisher.Mono;

class AuditHandlerTest {
    private final FakeAudit audit = new FakeAudit();
    private final TestApi api = TestApi.ofAdministrator(new AuditHandler(audit).routes());

    @Test
    void eventsAreListed() {
        api.send(GET, "/api/audit", null).expectStatus().isOk().expectBody().json("""
            {"more": true, "objects": [
              {"id": 9, "at": "2026-11-23T12:00:00Z", "kind": "role_changed",
               "actor": {"id": 1, "name": "Ada"}, "subject": {"id": 7, "name": "grace@example.org"},
               "address": "192.0.2.7", "details": {"from": "viewer", "to": "editor"}},
              {"id": 8, "at": "2026-11-23T12:00:00Z", "kind": "log_in_refused",
               "actor": null, "subject": null, "address": "2001:db8::7",
               "details": {"browser": "Firefox on Linux", "reason": "unknown"}}]}\
            """, JsonCompareMode.STRICT);
        assertThat(audit.asked).containsExactly(new AuditSearch("", Set.of(), null, null, 50));
        api.send(HEAD, "/api/audit", null).expectStatus().isOk();
    }

    @Test
    void detailsAreSortedByName() {
        String body = new String(
                api.send(GET, "/api/audit", null).expectBody().returnResult().getResponseBody());

        assertThat(body).contains("{\"from\":\"viewer\",\"to\":\"editor\"}");
    }

    @Test
    void eventsAreFiltered() {
        api.send(
                        GET,
                        "/api/audit?search=192.0.2.&kind=logged_in,logged_out&since=2026-11-01T00:00:00%2B02:00"
                                + "&before=4711&limit=7",
                        null)
                .expectStatus()
                .isOk();

        assertThat(audit.asked)
                .containsExactly(new AuditSearch(
                        "192.0.2.",
                        Set.of(Kind.LOGGED_IN, Kind.LOGGED_OUT),
                        Instant.parse("2026-10-31T22:00:00Z"),
                        4711L,
                        7));
    }

    @ParameterizedTest
    @CsvSource({"limit=100000, 100", "search=&kind=&since=&before=&limit=, 50"})
    void theLimitIsAtMostAHundred(String query, int limit) {
        api.send(GET, "/api/audit?" + query, null).expectStatus().isOk();

        assertThat(audit.asked).containsExactly(new AuditSearch("", Set.of(), null, null, limit));
    }

    @ParameterizedTest
    @CsvSource({
        "kind=LOGGED_IN, kind, 'must be logged_in, log_in_refused, '",
        "'kind=logged_in,', kind, 'must be logged_in, log_in_refused, '",
        "'kind=logged_in,nothing', kind, ', link_used or link_refused'",
        "since=yesterday, since, 'must be an instant, such as '",
        "since=2026-11-01, since, 'must be an instant, such as '",
        "since=%2B999999999-12-31T23:59:59Z, since, 'must be an instant, such as '",
        "since=-0001-01-01T00:00:00Z, since, 'must be an instant, such as '",
        "before=0, before, 'must be an id'",
        "before=x, before, 'must be an id'",
        "before=9223372036854775808, before, 'must be an id'",
        "limit=0, limit, 'must be a whole number from 1 on'",
        "limit=-1, limit, 'must be a whole number from 1 on'",
        "limit=x, limit, 'must be a whole number from 1 on'",
        "search=%0A, search, 'must not have control characters'"
    })
    void anInvalidParameterIsNamed(String query, String parameter, String part) {
        api.send(GET, "/api/audit?" + query, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.validation_errors.length()")
                .isEqualTo(1)
                .jsonPath("$.validation_errors." + parameter)
                .value(text -> assertThat((String) text).contains(part));
        assertThat(audit.asked).isEmpty();
    }

    @Test
    void apiTokensAreRefused() {
        api.keepsScriptsOut(GET, "/api/audit", "An API token cannot read the audit log. Log in.");
        assertThat(audit.asked).isEmpty();
    }

    @Test
    void otherMethodsAreNotAllowed() {
        api.send(POST, "/api/audit", "{}")
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "GET,HEAD");
    }

    /** The use case with two events, which notes what was asked of it. */
    private static final class FakeAudit implements ReadAudit {
        private final List<AuditSearch> asked = new ArrayList<>();

        @Override
        public Mono<AuditPage> read(Caller caller, AuditSearch search) {
            return Mono.fromSupplier(() -> {
                asked.add(search);
                return new AuditPage(
                        List.of(
                                new AuditPage.Entry(
                                        9,
                                        event(
                                                Kind.ROLE_CHANGED,
                                                1L,
                                                7L,
                                                "192.0.2.7",
                                                Map.of("from", "viewer", "to", "editor")),
                                        "Ada",
                                        "grace@example.org"),
                                new AuditPage.Entry(
                                        8,
                                        event(
                                                Kind.LOG_IN_REFUSED,
                                                null,
                                                null,
                                                "2001:db8::7",
                                                Map.of(
                                                        "reason",
                                                        "unknown",
                                                        "browser",
                                                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")),
                                        null,
                                        null)),
                        true);
            });
        }

        private static AuditEvent event(
                Kind kind, Long actor, Long subject, String address, Map<String, String> details) {
            return new AuditEvent(TestApi.NOW, kind, actor, subject, address, details);
        }
    }
}
