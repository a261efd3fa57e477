package io.flangular.system;

import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnH2Test extends CsvContract {
    CsvOnH2Test() {
        super(RunningApplication.onH2());
    }
}
