package io.flangular.domain.link;

class InMemoryOneTimeLinksTest extends OneTimeLinksContract {
    @Override
    protected OneTimeLinks emptyLinks() {
        return new InMemoryOneTimeLinks();
    }

    @Override
    protected long userId() {
        return 1;
    }

    @Override
    protected long otherUserId() {
        return 2;
    }

    @Override
    protected long thirdUserId() {
        return 3;
    }
}
