package io.flangular.application.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.imports.ImportColumns;
import io.flangular.domain.resource.imports.ImportLine;
import io.flangular.domain.resource.imports.ImportProgress;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
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
            ImportTally tally = new ImportTally();
            return batches(
                            lines,
                            tally,
                            (columns, batch) -> withExisting(
                                            caller,
                                            batch,
                                            (some, existing) -> Mono.fromRunnable(
                                                    () -> some.forEach(line -> check(columns, line, existing, tally))))
                                    .doOnSuccess(done -> progress.reached(ImportProgress.Phase.CHECK, tally.lines())))
                    .then(Mono.fromSupplier(tally::report));
        });
    }

    private void check(ImportColumns<T> columns, ImportLine<T> line, Map<Long, Stored<T>> existing, ImportTally tally) {
        try {
            if (line.id() == null) {
                if (columns.areComplete()) {
                    line.draft().toRecord();
                    tally.created();
                }
                return;
            }
            Stored<T> row = existing.get(line.id());
            if (row == null) {
                tally.error(line.number(), Schema.ID, "must be the id of a row; there is none with " + line.id());
            } else if (!tally.isFirst(row.id())) {
                tally.error(line.number(), Schema.ID, "must not be there twice; another line has " + row.id() + " too");
            } else {
                tally.found(line.draft().changeOf(row.values()).isPresent());
            }
        } catch (DomainException.Invalid refusal) {
            tally.error(line.number(), refusal);
        }
    }

    @Override
    public Mono<ImportReport> apply(Caller caller, Flux<TextLine> lines, ImportProgress progress) {
        return check(caller, lines, progress)
                .flatMap(report -> report.hasErrors() ? Mono.just(report) : applied(caller, lines, progress));
    }

    private Mono<ImportReport> applied(Caller caller, Flux<TextLine> lines, ImportProgress progress) {
        // Counted inside of the unit of work, which begins anew after a deadlock.
        Mono<ImportReport> work = Mono.defer(() -> {
            ImportTally tally = new ImportTally();
            return batches(
                            lines,
                            tally,
                            (columns, batch) -> withExisting(
                                            caller,
                                            batch,
                                            (some, existing) -> Flux.fromIterable(some)
                                                    .concatMap(line -> write(caller, line, existing, tally), 1)
                                                    .then())
                                    .doOnSuccess(done -> progress.reached(ImportProgress.Phase.APPLY, tally.lines())))
                    .then(Mono.fromSupplier(tally::report))
                    .filter(report -> !report.hasErrors())
                    .switchIfEmpty(Mono.error(() -> new RolledBack(tally.report())));
        });
        return unitOfWork.run(work).onErrorResume(RolledBack.class, rolledBack -> Mono.just(rolledBack.report));
    }

    /** A line that was valid when it was checked may have become invalid. */
    private Mono<Void> write(Caller caller, ImportLine<T> line, Map<Long, Stored<T>> existing, ImportTally tally) {
        return Mono.defer(() -> written(caller, line, existing, tally))
                .then()
                .onErrorResume(
                        failure -> failure instanceof DomainException.Invalid
                                || failure instanceof DomainException.NotFound,
                        refusal -> {
                            tally.error(line.number(), (DomainException) refusal);
                            return Mono.error(new RolledBack(tally.report()));
                        });
    }

    private Mono<Stored<T>> written(
            Caller caller, ImportLine<T> line, Map<Long, Stored<T>> existing, ImportTally tally) {
        if (line.id() == null) {
            tally.created();
            return rows.create(caller, line.draft());
        }
        Stored<T> row = existing.get(line.id());
        boolean different = row == null || line.draft().changeOf(row.values()).isPresent();
        tally.found(different);
        return different ? rows.change(caller, line.id(), Versions.ANY, line.draft()) : Mono.empty();
    }

    /** Does the work for batch after batch of what can be understood below the first line, which names the columns. */
    private <R> Flux<R> batches(
            Flux<TextLine> lines, ImportTally tally, BiFunction<ImportColumns<T>, List<ImportLine<T>>, Mono<R>> work) {
        return lines.switchOnFirst((first, all) -> {
            TextLine header = first.get();
            if (header == null) {
                return all.thenMany(Flux.defer(() -> {
                    tally.error(1, null, "There is nothing here, but the first line must name the columns.");
                    return Flux.empty();
                }));
            }
            if (header.error() != null) {
                tally.error(header.number(), null, header.error());
                return Flux.empty();
            }
            ImportColumns<T> columns = ImportColumns.of(schema, header, tally);
            if (!columns.areKnown()) {
                return Flux.empty();
            }
            AtomicLong weight = new AtomicLong();
            return all.skip(1)
                    .bufferUntil(line -> fills(weight, line))
                    .concatMap(batch -> work.apply(columns, understood(columns, batch, tally)), 1);
        });
    }

    /** Whether a batch is large enough with this line, be it by lines or by characters. */
    private static boolean fills(AtomicLong weight, TextLine line) {
        if (weight.addAndGet(line.size() + MAX_BATCH_CHARACTERS / MAX_BATCH_LINES) < MAX_BATCH_CHARACTERS) {
            return false;
        }
        weight.set(0);
        return true;
    }

    private List<ImportLine<T>> understood(ImportColumns<T> columns, List<TextLine> batch, ImportTally tally) {
        List<ImportLine<T>> understood = new ArrayList<>();
        for (TextLine line : batch) {
            tally.line();
            ImportLine<T> read = columns.read(line, tally);
            if (read != null) {
                understood.add(read);
            }
        }
        return understood;
    }

    /**
     * Does the work for a batch and the rows that it is about; for its halves, where the rows are too large together.
     */
    private Mono<Void> withExisting(
            Caller caller,
            List<ImportLine<T>> batch,
            BiFunction<List<ImportLine<T>>, Map<Long, Stored<T>>, Mono<Void>> work) {
        return existing(caller, batch).flatMap(page -> {
            if (page.shortened()) {
                int half = batch.size() / 2;
                return withExisting(caller, batch.subList(0, half), work)
                        .then(withExisting(caller, batch.subList(half, batch.size()), work));
            }
            return work.apply(batch, page.rows().stream().collect(Collectors.toMap(Stored::id, Function.identity())));
        });
    }

    /** The rows that a batch is about, as far as they are not too large together. */
    private Mono<Page<T>> existing(Caller caller, List<ImportLine<T>> batch) {
        Set<Long> ids = new HashSet<>();
        for (ImportLine<T> line : batch) {
            if (line.id() != null) {
                ids.add(line.id());
            }
        }
        if (ids.isEmpty()) {
            return Mono.just(new Page<>(List.of(), 0, false));
        }
        Query query = new Query(
                new Filter.Membership(Schema.ID, Operator.IN, new ArrayList<>(ids)), List.of(), List.of(), 0, 0);
        return rows.list(caller, query, new PageRequest(1, ids.size(), false));
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
