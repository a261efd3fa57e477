package io.flangular.system;

import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnH2IT extends CsvContract {
    CsvOnH2IT() {
        super(RunningApplication.onH2());
    }
}
