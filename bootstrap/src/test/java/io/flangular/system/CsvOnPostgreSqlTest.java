package io.flangular.system;

import io.flangular.support.SharesApplication;

@SharesApplication
class CsvOnPostgreSqlTest extends CsvContract {
    CsvOnPostgreSqlTest() {
        super(RunningApplication.onPostgreSql());
    }
}
