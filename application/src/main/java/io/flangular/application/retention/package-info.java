/** Deletes expired data. */
package io.flangular.application.retention;
