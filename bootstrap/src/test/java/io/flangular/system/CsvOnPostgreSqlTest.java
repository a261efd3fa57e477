package io.flangular.system;

class CsvOnPostgreSqlTest extends CsvContract {
    CsvOnPostgreSqlTest() {
        super(RunningApplication.onPostgreSql());
    }
}
