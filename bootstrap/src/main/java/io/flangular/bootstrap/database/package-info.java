/** Wires the database: the embedded one or the one that the settings name. */
package io.flangular.bootstrap.database;
