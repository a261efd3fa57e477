package io.flangular.web.resource.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.query.Cursor;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class CursorCodecTest {
    private static final Schema<Sample> SCHEMA = Sample.RESOURCE.schema();
    private static final Query BY_NAME =
            new Query(new Filter.And(List.of()), List.of(new Query.Order("name", true)), List.of(), 0, 0);

    private final Stored<Sample> changed = row(2, "y".repeat(300));
    private final Stored<Sample> original = row(1, "x".repeat(300));
    private final CursorCodec cursors = new CursorCodec(SCHEMA, BY_NAME, new JsonMapper(), (id, version) -> {
        if (id == 7 && version <= 2) {
            return Mono.just(version == 1 ? original : changed);
        }
        return Mono.error(new DomainException.NotFound("no such version"));
    });

    private static Stored<Sample> row(long version, String name) {
        return SCHEMA.stored(7, version, new Sample(name, null, 1, null, null, false, null));
    }

    @Test
    void aCursorWithShortKeysContainsThem() {
        String text = cursors.of(row(9, "short"), 2L, 10);
        assertThat(decoded(text)).isEqualTo("{\"by\":\"-name+id\",\"at\":[\"short\",7],\"page\":2,\"size\":10}");
        read(text).expectNext(new Cursor(List.of("short", 7L))).verifyComplete();
    }

    @Test
    void aCursorWithLongKeysContainsRowAndVersionInstead() {
        String text = cursors.of(original, 2L, 10);
        assertThat(text).hasSizeLessThan(120);
        assertThat(decoded(text)).isEqualTo("{\"by\":\"-name+id\",\"row\":7,\"version\":1,\"page\":2,\"size\":10}");
        read(text).expectNext(Cursor.of(SCHEMA, BY_NAME, original)).verifyComplete();
        read(cursors.of(changed, 2L, 10))
                .expectNext(Cursor.of(SCHEMA, BY_NAME, changed))
                .verifyComplete();
    }

    @Test
    void aCursorOfAnUnknownVersionIsRefused() {
        refused("{\"by\":\"-name+id\",\"row\":7,\"version\":3,\"page\":2}", "gone; start anew");
        refused("{\"by\":\"-name+id\",\"row\":8,\"version\":1}", "gone; start anew");
        refused("{\"by\":\"-name+id\",\"row\":7,\"page\":2}", "gone; start anew");
    }

    @Test
    void aCursorWithAMalformedRowIsRefused() {
        for (String row : List.of("null", "\"7\"", "1.5", "99999999999999999999", "{}")) {
            refused("{\"by\":\"-name+id\",\"row\":" + row + ",\"version\":1}", "not a valid cursor");
            refused("{\"by\":\"-name+id\",\"row\":7,\"version\":" + row + "}", "not a valid cursor");
        }
    }

    private void refused(String cursor, String because) {
        String text = Base64.getUrlEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        StepVerifier.create(cursors.read("after", text, null, 10))
                .verifyErrorSatisfies(refusal -> assertThat(refusal)
                        .isInstanceOf(DomainException.Invalid.class)
                        .satisfies(invalid -> assertThat(((DomainException.Invalid) invalid).detail())
                                .contains(because)));
    }

    private StepVerifier.FirstStep<Cursor> read(String text) {
        return StepVerifier.create(cursors.read("after", text, 2L, 10));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
