/** Wires the security log. */
package io.flangular.bootstrap.audit;
