package io.flangular.domain.secondfactor;

class InMemorySecondFactorsTest extends SecondFactorsContract {
    @Override
    protected SecondFactors emptySecondFactors() {
        return new InMemorySecondFactors();
    }
}
