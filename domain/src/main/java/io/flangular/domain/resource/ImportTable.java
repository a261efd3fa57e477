package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings a whole table into a collection. Its first line names the fields, in any order. With a column {@code id} every
 * line changes the row of that id, and only what differs; without one every line becomes a new row. Rows are read,
 * created and changed as the caller would one by one, so that the same rules hold. The lines are read twice: once to
 * check all of them, once to apply them. A caller who may not write is {@link DomainException.NotAllowed}.
 */
public interface ImportTable {

    /** Finds everything that is wrong with the lines, and changes nothing. */
    Mono<ImportReport> check(Caller caller, Flux<TextLine> lines, ImportProgress progress);

    /** Checks the lines and applies them in one unit of work; with any error, nothing is changed. */
    Mono<ImportReport> apply(Caller caller, Flux<TextLine> lines, ImportProgress progress);
}
