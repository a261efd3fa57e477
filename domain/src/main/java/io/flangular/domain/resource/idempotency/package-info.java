/** Idempotency keys, so that a repeated request has no further effect. */
package io.flangular.domain.resource.idempotency;
