package io.flangular.system;

import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnPostgreSqlIT extends CsvContract {
    CsvOnPostgreSqlIT() {
        super(RunningApplication.onPostgreSql());
    }
}
