/** Audit events in the table {@code security_event}. */
package io.flangular.persistence.audit;
