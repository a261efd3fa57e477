/** The database: its connections, transactions and migrations. */
package io.flangular.persistence.database;
