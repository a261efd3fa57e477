/** Collections: their declaration, use cases and repository. */
package io.flangular.domain.resource;
