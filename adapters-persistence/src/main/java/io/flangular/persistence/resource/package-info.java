/** The rows of resources, their history and idempotency keys. */
package io.flangular.persistence.resource;
