/** What a PostgreSQL server needs beside its driver. */
package io.flangular.persistence.database.postgresql;
