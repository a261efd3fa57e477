/** Second factors in the tables {@code second_factor} and {@code recovery_code}. */
package io.flangular.persistence.secondfactor;
