package io.flangular.domain.resource.history;

class InMemoryHistoryTest extends HistoryContract {
    private final History history = new InMemoryHistory();

    @Override
    protected History history() {
        return history;
    }
}
