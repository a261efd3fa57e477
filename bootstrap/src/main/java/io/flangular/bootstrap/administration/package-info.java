/** Wires the administration of users. */
package io.flangular.bootstrap.administration;
