package io.flangular.persistence.database;

import io.flangular.domain.UnitOfWork;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A unit of work as one transaction of the database. */
public final class TransactionalUnitOfWork implements UnitOfWork {
    private final TransactionalOperator transaction;

    /** Runs work in transactions that the operator begins and ends. */
    public TransactionalUnitOfWork(TransactionalOperator transaction) {
        this.transaction = transaction;
    }

    @Override
    public <T> Mono<T> run(Mono<T> work) {
        return work.as(transaction::transactional);
    }
}
