/** Wires the audit log. */
package io.flangular.bootstrap.audit;
