/** PostgreSQL: its SQL dialect, indexes, session and collation. */
package io.flangular.persistence.database.postgresql;
