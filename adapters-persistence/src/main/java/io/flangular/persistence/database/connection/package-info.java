/** Connections to a database server that may fail, and what is answered and logged when it does. */
@org.jspecify.annotations.NullMarked
package io.flangular.persistence.database.connection;
