package io.flangular.domain.resource.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.schema.Sample;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every implementation of {@link History} does. */
public abstract class HistoryContract {
    private static final Instant AT = Instant.parse("2026-01-31T12:34:56.789Z");
    private static final Change.Author ADA = new Change.Author(7, "Ada Größe 漢字 🚀");
    private static final Sample FULL = new Sample(
            "Größe 漢字 🚀 back\\slash \\n a=b\nsecond line\r\n\ttab",
            "",
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("12345678901234567890.125"),
            true,
            LocalDate.of(2026, 1, 31));
    private static final Sample BARE = new Sample("bare", null, 0, null, null, false, null);

    /** The history under test, of {@link Sample#RESOURCE}, without entries. */
    protected abstract History history();

    @Test
    void everyTypeIsReadAsItWasStoredAndNullIsNotEmpty() {
        HistoryEntry entry = entry(1, 2, Change.Kind.CHANGED, BARE, FULL);
        add(entry);
        assertThat(history().find(1, 2).block()).isEqualTo(entry);
        assertThat(history().find(1, 2).block().before()).containsEntry("order", null);
        assertThat(history().find(1, 2).block().after()).containsEntry("order", "");
    }

    @Test
    void longValuesAreNotTruncated() {
        HistoryEntry entry = entry(
                1, 1, Change.Kind.CREATED, null, new Sample("漢\\\n".repeat(90_000), null, 1, null, null, false, null));
        add(entry);
        assertThat(history().find(1, 1).block()).isEqualTo(entry);
    }

    @Test
    void entriesAreListedInPagesNewestFirst() {
        List<HistoryEntry> entries = new ArrayList<>();
        entries.add(entry(1, 1, Change.Kind.CREATED, null, BARE));
        for (int version = 2; version <= 6; version++) {
            entries.add(entry(1, version, Change.Kind.CHANGED, BARE, FULL));
        }
        entries.add(entry(1, 7, Change.Kind.DELETED, FULL, null));
        add(entries.toArray(HistoryEntry[]::new));
        add(entry(2, 1, Change.Kind.CREATED, null, BARE));
        assertThat(page(1, 3)).isEqualTo(new HistoryPage(entries.reversed().subList(0, 3), 7));
        assertThat(page(2, 3)).isEqualTo(new HistoryPage(entries.reversed().subList(3, 6), 7));
        assertThat(page(3, 3)).isEqualTo(new HistoryPage(entries.reversed().subList(6, 7), 7));
        assertThat(page(4, 3)).isEqualTo(new HistoryPage(List.of(), 7));
        assertThat(page(Long.MAX_VALUE, 100)).isEqualTo(new HistoryPage(List.of(), 7));
        assertThat(history().page(4711, new PageRequest(1, 10, true)).block()).isEqualTo(new HistoryPage(List.of(), 0));
    }

    @Test
    void manyEntriesAreAddedAtOnce() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int row = 1; row <= 1_000; row++) {
            entries.add(entry(row, 1, Change.Kind.CREATED, null, BARE));
        }
        history().add(entries).block();
        history().add(List.of()).block();
        for (int row : new int[] {1, 128, 129, 999, 1_000}) {
            assertThat(history().find(row, 1).block()).isEqualTo(entries.get(row - 1));
        }
    }

    @Test
    void theLaterOfTwoEntriesForAVersionIsFound() {
        add(entry(1, 1, Change.Kind.CREATED, null, BARE), entry(1, 1, Change.Kind.CREATED, null, FULL));
        assertThat(history().find(1, 1).block().after())
                .isEqualTo(Sample.RESOURCE.schema().values(FULL));
        StepVerifier.create(history().find(1, 2)).verifyComplete();
        StepVerifier.create(history().find(2, 1)).verifyComplete();
    }

    @Test
    void theLatestChangesOfManyRowsAreFound() {
        HistoryEntry changed = entry(1, 2, Change.Kind.CHANGED, BARE, FULL);
        HistoryEntry deleted = entry(2, 2, Change.Kind.DELETED, BARE, null);
        add(
                entry(1, 1, Change.Kind.CREATED, null, BARE),
                entry(2, 1, Change.Kind.CREATED, null, BARE),
                changed,
                deleted,
                entry(3, 1, Change.Kind.CREATED, null, BARE));
        assertThat(history().latest(List.of(1L, 2L, 4711L)).collectList().block())
                .containsExactlyInAnyOrder(changed.change(), deleted.change());
        StepVerifier.create(history().latest(List.of())).verifyComplete();
    }

    private void add(HistoryEntry... entries) {
        history().add(List.of(entries)).block();
    }

    private HistoryPage page(long number, int size) {
        return history().page(1, new PageRequest(number, size, true)).block();
    }

    private static HistoryEntry entry(long row, long version, Change.Kind kind, Sample before, Sample after) {
        return new HistoryEntry(new Change(row, version, AT, ADA, kind), values(before), values(after));
    }

    private static Map<String, Object> values(Sample sample) {
        return sample == null ? null : Sample.RESOURCE.schema().values(sample);
    }
}
