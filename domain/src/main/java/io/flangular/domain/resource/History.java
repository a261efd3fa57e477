package io.flangular.domain.resource;

import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps what was done to the rows of one collection, also after a row is gone. The contract that every implementation
 * passes is {@code HistoryContract}.
 */
public interface History {

    /** Adds entries in their order; to be done in the {@link io.flangular.domain.UnitOfWork} of what they tell of. */
    Mono<Void> add(List<HistoryEntry> entries);

    /**
     * A page of a row's history, the newest entry first; the total is counted whatever the request says. It is
     * shortened where its entries have more than {@link Page#MAX_CHARACTERS} together.
     */
    Mono<HistoryPage> page(long rowId, PageRequest request);

    /** The newest entry that led to that version of the row, or nothing. */
    Mono<HistoryEntry> find(long rowId, long version);

    /** The newest change of each of these rows, in no order; rows without history are left out. */
    Flux<Change> latest(Collection<Long> rowIds);
}
