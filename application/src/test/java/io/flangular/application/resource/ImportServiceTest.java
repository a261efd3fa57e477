package io.flangular.application.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.DomainException;
import io.flangular.domain.NoTransaction;
import io.flangular.domain.resource.InMemoryRepository;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.history.InMemoryHistory;
import io.flangular.domain.resource.idempotency.InMemoryIdempotencyKeys;
import io.flangular.domain.resource.imports.ImportError;
import io.flangular.domain.resource.imports.ImportProgress;
import io.flangular.domain.resource.imports.ImportReport;
import io.flangular.domain.resource.imports.TextLine;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.domain.resource.schema.Stored;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ImportServiceTest {
    private static final Caller READER = new Caller(1, "reader", Set.of(Permission.READ));
    private static final Caller WRITER = new Caller(2, "writer", Set.of(Permission.READ, Permission.WRITE));

    private final List<String> steps = new ArrayList<>();
    private final ImportProgress progress = (phase, lines) -> steps.add(phase + " " + lines);
    private final ManageResource<Sample> samples = new ResourceService<>(
            Sample.RESOURCE,
            new InMemoryRepository<>(Sample.RESOURCE.schema()),
            new InMemoryHistory(),
            new InMemoryIdempotencyKeys(),
            new NoTransaction(),
            Clock.systemUTC());

    @Test
    void valuesAreConvertedToTheTypesOfTheFields() {
        ImportReport report = apply(
                line(1, "boughtOn", "used", "name", "price", "distance", "count"),
                line(2, "2026-01-31", "TRUE", "full", "-12.50", "-7", "3"),
                line(3, null, "false", "bare", null, "", "0"));
        assertThat(report).isEqualTo(new ImportReport(2, 2, 0, 0, List.of(), 0));
        assertThat(rows())
                .extracting(Stored::value)
                .containsExactly(
                        new Sample("full", null, 3, -7L, new BigDecimal("-12.50"), true, LocalDate.of(2026, 1, 31)),
                        new Sample("bare", null, 0, null, null, false, null));
        assertThat(steps).containsExactly("CHECK 2", "APPLY 2");
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        ImportReport report = apply(
                line(1, "name", "used", "count", "price", "boughtOn"),
                line(2, " ", "true", "-1", null, null),
                line(3, "x", "yes", "1.5", "1,5", "31.1.2026"),
                line(4, "x", "true", "3000000000", "1e9", "2026-02-30"),
                line(5, null, null, null, "1", null),
                line(6, "x", "true"),
                TextLine.unreadable(7, "is not UTF-8"),
                line(8, "sound", "true", "1", null, null));
        assertThat(report.errors())
                .containsExactly(
                        new ImportError(2, "name", "must not be blank"),
                        new ImportError(2, "count", "must not be negative"),
                        new ImportError(3, "used", "must be true or false"),
                        new ImportError(3, "count", "must be a whole number of at most 64 bits"),
                        new ImportError(3, "price", "must be a number"),
                        new ImportError(3, "boughtOn", "must be a date such as 2026-01-31"),
                        new ImportError(4, "count", "must be between -2147483648 and 2147483647"),
                        new ImportError(4, "price", "must be a number"),
                        new ImportError(4, "boughtOn", "must be a date such as 2026-01-31"),
                        new ImportError(5, "name", "must not be empty"),
                        new ImportError(5, "used", "must not be empty"),
                        new ImportError(5, "count", "must not be empty"),
                        new ImportError(6, null, "has 2 values, but the first line names 5 columns"),
                        new ImportError(7, null, "is not UTF-8"));
        assertThat(report.lines()).isEqualTo(7);
        assertThat(report.created()).isOne();
        assertThat(rows()).isEmpty();
    }

    @Test
    void errorsOfTheHeaderAndOfTheLinesAreReportedTogether() {
        ImportReport report = apply(
                line(1, "count", "colour", null, "count"), line(2, "x", "red", "?", "2"), line(3, "1", "", "", ""));
        assertThat(report.errors())
                .extracting(error -> error.line() + " " + error.column())
                .containsExactly("1 colour", "1 count", "1 name", "1 used", "2 null", "2 count");
    }

    @Test
    void idsMustExistAndOccurOnce() {
        long id = create("x");
        ImportReport report = apply(
                line(1, "id", "count"),
                line(2, Long.toString(id), "5"),
                line(3, Long.toString(id), "6"),
                line(4, "4711", "5"),
                line(5, "one", "5"),
                line(6, null, "5"),
                line(7, "0", "5"),
                line(8, "-1", "5"));
        assertThat(report.errors())
                .extracting(error -> error.line() + " " + error.column())
                .containsExactly("3 id", "4 id", "5 id", "6 id", "7 id", "8 id");
        assertThat(rows().getFirst().version()).isOne();
    }

    @Test
    void onlyRowsThatDifferAreChanged() {
        long same = create("same");
        long other = create("other");
        ImportReport report = apply(
                line(1, "name", "id"), line(2, "same", Long.toString(same)), line(3, "changed", Long.toString(other)));
        assertThat(report).isEqualTo(new ImportReport(2, 0, 1, 1, List.of(), 0));
        assertThat(rows()).extracting(Stored::version).containsExactly(1L, 2L);
        assertThat(rows()).extracting(row -> row.value().name()).containsExactly("same", "changed");
    }

    @Test
    void aDryRunChangesNothing() {
        StepVerifier.create(samples.imports()
                        .check(
                                WRITER,
                                Flux.just(line(1, "name", "used", "count"), line(2, "x", "true", "1")),
                                progress))
                .expectNext(new ImportReport(1, 1, 0, 0, List.of(), 0))
                .verifyComplete();
        assertThat(rows()).isEmpty();
    }

    @Test
    void errorsAreListedUpToALimitAndAllCounted() {
        List<TextLine> lines = new ArrayList<>(List.of(line(1, "name", "used", "count")));
        for (int i = 2; i < 5_002; i++) {
            lines.add(line(i, "x", "true", "none"));
        }
        ImportReport report = apply(lines.toArray(TextLine[]::new));
        assertThat(report.errorCount()).isEqualTo(5_000);
        assertThat(report.errors()).hasSize(1_000);
        assertThat(steps).hasSizeGreaterThan(10);
    }

    @Test
    void anEmptyOrUnreadableFileIsAnError() {
        assertThat(apply().errors()).extracting(ImportError::line).containsExactly(1L);
        assertThat(apply(TextLine.unreadable(1, "is not UTF-8")).errors())
                .containsExactly(new ImportError(1, null, "is not UTF-8"));
    }

    @Test
    void importsNeedThePermissionToWrite() {
        Flux<TextLine> lines = Flux.just(line(1, "name", "used", "count"), line(2, "x", "true", "1"));
        StepVerifier.create(samples.imports().check(READER, lines, progress))
                .verifyError(DomainException.NotAllowed.class);
        StepVerifier.create(samples.imports().apply(READER, lines, progress))
                .verifyError(DomainException.NotAllowed.class);
        StepVerifier.create(samples.stream(new Caller(3, "nobody", Set.of()), Query.ALL))
                .verifyError(DomainException.NotAllowed.class);
    }

    private ImportReport apply(TextLine... lines) {
        return samples.imports().apply(WRITER, Flux.just(lines), progress).block();
    }

    private long create(String name) {
        apply(line(1, "name", "used", "count"), line(2, name, "true", "1"));
        return rows().getLast().id();
    }

    private List<Stored<Sample>> rows() {
        return samples.stream(WRITER, Query.ALL).collectList().block();
    }

    private static TextLine line(long number, String... values) {
        return TextLine.of(number, Arrays.asList(values));
    }
}
