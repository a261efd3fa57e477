/** H2: its SQL dialect and indexes, and the protection of its file. */
package io.flangular.persistence.database.h2;
