/** The database itself: where it is, how it is reached, its migrations and its dialect. */
package io.flangular.persistence.database;
