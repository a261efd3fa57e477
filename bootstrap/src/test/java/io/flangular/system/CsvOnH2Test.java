package io.flangular.system;

class CsvOnH2Test extends CsvContract {
    CsvOnH2Test() {
        super(RunningApplication.onH2());
    }
}
