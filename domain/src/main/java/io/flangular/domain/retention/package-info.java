/** Deletion of expired data. */
package io.flangular.domain.retention;
