package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.imports.ImportColumns;
import io.flangular.domain.resource.imports.ImportLine;
import io.flangular.domain.resource.imports.ImportProgress;
import io.flangular.domain.resource.imports.ImportProgress.Phase;
import io.flangular.domain.resource.imports.ImportReport;
import io.flangular.domain.resource.imports.ImportTable;
import io.flangular.domain.resource.imports.ImportTally;
import io.flangular.domain.resource.imports.TextLine;
import io.flangular.domain.resource.query.Filter;
import io.flangular.domain.resource.query.Operator;
import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import io.flangular.domain.resource.query.Query;
import io.flangular.domain.resource.schema.Schema;
import io.flangular.domain.resource.schema.Stored;
import io.flangular.domain.resource.schema.Versions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports tables through the use cases of the collection, a few hundred lines at a time. */
final class ImportService<T extends Record> implements ImportTable {
    private static final int MAX_BATCH_LINES = 200;
    private static final long MAX_BATCH_CHARACTERS = 1_000_000;

    private final ManageResource<T> rows;
    private final Schema<T> schema;
    private final UnitOfWork unitOfWork;

    ImportService(ManageResource<T> rows, UnitOfWork unitOfWork) {
        this.rows = rows;
        this.schema = rows.resource().schema();
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Mono<ImportReport> check(Caller caller, Flux<TextLine> lines, ImportProgress progress) {
        return Mono.defer(() -> {
            rows.resource().require(caller, Permission.WRITE);
            return new Pass(caller, Phase.CHECK, progress).over(lines);
        });
    }

    @Override
    public Mono<ImportReport> apply(Caller caller, Flux<TextLine> lines, ImportProgress progress) {
        // Deferred, since the unit of work repeats it as a whole, such as after a deadlock.
        Mono<ImportReport> work = Mono.defer(() -> new Pass(caller, Phase.APPLY, progress).over(lines))
                .flatMap(report -> report.hasErrors() ? Mono.error(new RolledBack(report)) : Mono.just(report));
        return check(caller, lines, progress)
                .flatMap(report -> report.hasErrors() ? Mono.just(report) : unitOfWork.run(work))
                .onErrorResume(RolledBack.class, rolledBack -> Mono.just(rolledBack.report));
    }

    /** One pass over all lines, to check or to apply them. */
    private final class Pass {
        private final Caller caller;
        private final Phase phase;
        private final ImportProgress progress;
        private final ImportTally tally = new ImportTally();

        Pass(Caller caller, Phase phase, ImportProgress progress) {
            this.caller = caller;
            this.phase = phase;
            this.progress = progress;
        }

        Mono<ImportReport> over(Flux<TextLine> lines) {
            return lines.switchOnFirst((first, all) -> {
                        if (first.isOnError()) {
                            return all.thenMany(Flux.<Void>empty());
                        }
                        ImportColumns<T> columns = columns(first.get());
                        if (columns == null) {
                            return Flux.<Void>empty();
                        }
                        AtomicLong weight = new AtomicLong();
                        return all.skip(1)
                                .bufferUntil(line -> fillsBatch(weight, line))
                                .concatMap(batch -> batch(columns, batch), 1);
                    })
                    .then(Mono.fromSupplier(tally::report));
        }

        /** The columns that the first line names; null when the other lines cannot be understood without it. */
        private @Nullable ImportColumns<T> columns(@Nullable TextLine header) {
            if (header == null) {
                tally.error(1, null, "There is nothing here, but the first line must name the columns.");
                return null;
            }
            if (header.error() != null) {
                tally.error(header.number(), null, header.error());
                return null;
            }
            ImportColumns<T> columns = new ImportColumns<>(schema, header, tally);
            return columns.areKnown() ? columns : null;
        }

        private Mono<Void> batch(ImportColumns<T> columns, List<TextLine> batch) {
            List<ImportLine<T>> parsed = new ArrayList<>();
            for (TextLine line : batch) {
                tally.line();
                ImportLine<T> read = columns.read(line, tally);
                if (read != null) {
                    parsed.add(read);
                }
            }
            return lines(columns, parsed).doOnSuccess(done -> progress.reached(phase, tally.lines()));
        }

        /** Processes the lines with the rows that they update; in halves, when the rows are too large together. */
        private Mono<Void> lines(ImportColumns<T> columns, List<ImportLine<T>> lines) {
            return existing(lines).flatMap(page -> {
                if (page.shortened()) {
                    int half = lines.size() / 2;
                    return lines(columns, lines.subList(0, half))
                            .then(lines(columns, lines.subList(half, lines.size())));
                }
                Map<Long, Stored<T>> existing =
                        page.rows().stream().collect(Collectors.toMap(Stored::id, Function.identity()));
                return Flux.fromIterable(lines)
                        .concatMap(line -> line(columns, line, existing.get(line.id())), 1)
                        .then();
            });
        }

        private Mono<Page<T>> existing(List<ImportLine<T>> lines) {
            Set<Long> ids = new HashSet<>();
            for (ImportLine<T> line : lines) {
                if (line.id() != null) {
                    ids.add(line.id());
                }
            }
            if (ids.isEmpty()) {
                return Mono.just(new Page<>(List.of(), 0, false));
            }
            Filter withThem = new Filter.Membership(Schema.ID, Operator.IN, new ArrayList<>(ids));
            Query query = new Query(withThem, List.of(), List.of(), 0, 0);
            return rows.list(caller, query, new PageRequest(1, ids.size(), false));
        }

        private Mono<Void> line(ImportColumns<T> columns, ImportLine<T> line, @Nullable Stored<T> row) {
            return Mono.defer(() -> phase == Phase.CHECK ? check(columns, line, row) : write(line, row))
                    .then()
                    .onErrorResume(DomainException.Invalid.class, refusal -> refuse(line, refusal))
                    .onErrorResume(DomainException.NotFound.class, refusal -> refuse(line, refusal));
        }

        private Mono<?> check(ImportColumns<T> columns, ImportLine<T> line, @Nullable Stored<T> row) {
            if (line.id() == null) {
                if (columns.areComplete()) {
                    line.draft().toRecord();
                    tally.created();
                }
            } else if (row == null) {
                tally.error(line.number(), Schema.ID, "must be the id of a row; there is none with " + line.id());
            } else if (!tally.isFirst(row.id())) {
                tally.error(line.number(), Schema.ID, "must not be there twice; another line has " + row.id() + " too");
            } else {
                tally.found(line.draft().changeOf(row.values()).isPresent());
            }
            return Mono.empty();
        }

        private Mono<?> write(ImportLine<T> line, @Nullable Stored<T> row) {
            if (line.id() == null) {
                tally.created();
                return rows.create(caller, line.draft());
            }
            boolean different =
                    row == null || line.draft().changeOf(row.values()).isPresent();
            tally.found(different);
            return different ? rows.change(caller, line.id(), Versions.ANY, line.draft()) : Mono.empty();
        }

        /** A line that was valid when it was checked may have become invalid before it is written. */
        private Mono<Void> refuse(ImportLine<T> line, DomainException refusal) {
            tally.error(line.number(), refusal);
            return phase == Phase.CHECK ? Mono.empty() : Mono.error(new RolledBack(tally.report()));
        }
    }

    /** Whether the line completes a batch, by the number of lines or of characters. */
    private static boolean fillsBatch(AtomicLong weight, TextLine line) {
        if (weight.addAndGet(line.size() + MAX_BATCH_CHARACTERS / MAX_BATCH_LINES) < MAX_BATCH_CHARACTERS) {
            return false;
        }
        weight.set(0);
        return true;
    }

    /** Rolls back the unit of work, and carries the report. */
    private static final class RolledBack extends RuntimeException {
        private final transient ImportReport report;

        RolledBack(ImportReport report) {
            super("import undone", null, false, false);
            this.report = report;
        }
    }
}
