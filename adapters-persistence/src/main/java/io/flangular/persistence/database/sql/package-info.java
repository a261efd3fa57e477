/** SQL of the tables of resources: statements, names of tables and columns, and the differences between databases. */
package io.flangular.persistence.database.sql;
