package io.flangular.persistence.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.MemoryBudget;
import io.flangular.domain.resource.history.History;
import io.flangular.domain.resource.history.HistoryContract;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.persistence.OnBothDatabases;
import io.flangular.persistence.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnBothDatabases
class R2dbcHistoryIT extends HistoryContract {
    private final TestDatabases database;

    R2dbcHistoryIT(TestDatabases database) {
        this.database = database;
    }

    @BeforeEach
    void clear() {
        database.clear("change_log");
    }

    @Override
    protected History history() {
        return new R2dbcHistory(Sample.RESOURCE, database.client(), MemoryBudget.UNLIMITED);
    }

    @Test
    void anEntryOfAnOlderVersionOfTheRecordIsRead() {
        database.client()
                .sql("insert into change_log"
                        + " (resource, row_id, version, changed_at, user_id, user_name, kind, values_after)"
                        + " values ('sample', 1, 1, '2026-01-31 00:00:00+00', 1, 'Ada', 'created', $1)")
                .bind(0, "name=x\nformer=y\ncount=many\nused=perhaps\nboughtOn=soon\nprice=1.50\norder\n")
                .then()
                .block();
        assertThat(history().find(1, 1).block().after()).hasToString("{name=x, price=1.50, order=null}");
    }
}
