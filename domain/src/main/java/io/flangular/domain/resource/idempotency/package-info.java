/** Idempotency keys: a request that is sent again has no second effect. */
package io.flangular.domain.resource.idempotency;
