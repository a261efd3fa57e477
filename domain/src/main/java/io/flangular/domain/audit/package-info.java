/** The audit log of security-relevant events. */
package io.flangular.domain.audit;
