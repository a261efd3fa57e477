package io.flangular.domain.link;

class InMemoryOneTimeLinksTest extends OneTimeLinksContract {
    @Override
    protected OneTimeLinks emptyLinks() {
        return new InMemoryOneTimeLinks();
    }
}
