package io.flangular.resource;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnPostgreSqlIT extends CsvContract {
    CsvOnPostgreSqlIT() {
        super(RunningApplication.onPostgreSql());
    }
}
