package io.flangular.domain.resource.history;

import io.flangular.domain.resource.query.Page;
import io.flangular.domain.resource.query.PageRequest;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Repository of the changes of the rows of one collection, including deleted rows. {@code HistoryContract} tests every
 * implementation.
 */
public interface History {
    /** Adds entries in order, in the {@link io.flangular.domain.UnitOfWork} of the changes they describe. */
    Mono<Void> add(List<HistoryEntry> entries);

    /**
     * A page of a row's history, newest first; the total is always counted. It is shortened when its entries have more
     * than {@link Page#MAX_CHARACTERS} in total.
     */
    Mono<HistoryPage> page(long rowId, PageRequest request);

    /** The newest entry with this version of the row; empty when there is none. */
    Mono<HistoryEntry> find(long rowId, long version);

    /** The newest change of each of these rows, in no particular order; rows without history are omitted. */
    Flux<Change> latest(Collection<Long> rowIds);
}
