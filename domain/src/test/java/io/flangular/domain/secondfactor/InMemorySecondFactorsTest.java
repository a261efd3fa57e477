package io.flangular.domain.secondfactor;

class InMemorySecondFactorsTest extends SecondFactorsContract {
    @Override
    protected SecondFactors emptySecondFactors() {
        return new InMemorySecondFactors();
    }

    @Override
    protected long userId() {
        return 1;
    }

    @Override
    protected long otherUserId() {
        return 2;
    }
}
