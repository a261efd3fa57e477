/** The schedule of deleting expired data. */
package io.flangular.bootstrap.retention;
