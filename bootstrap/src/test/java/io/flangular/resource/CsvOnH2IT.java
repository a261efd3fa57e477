package io.flangular.resource;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnH2IT extends CsvContract {
    CsvOnH2IT() {
        super(RunningApplication.onH2());
    }
}
