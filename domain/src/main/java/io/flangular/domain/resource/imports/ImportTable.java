package io.flangular.domain.resource.imports;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.access.Caller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Use case: imports a table into a collection. The first line contains the names of the fields, in any order. With a
 * column {@code id}, each line updates the row with that id where it differs; otherwise each line creates a row. The
 * same rules apply as to single rows. The lines are read twice: to check and to apply all of them. {@link
 * DomainException.NotAllowed} without write permission.
 */
public interface ImportTable {
    /** Checks the lines and changes nothing. */
    Mono<ImportReport> check(Caller caller, Flux<TextLine> lines, ImportProgress progress);

    /** Checks the lines and applies them in one unit of work; with any error, nothing is changed. */
    Mono<ImportReport> apply(Caller caller, Flux<TextLine> lines, ImportProgress progress);
}
