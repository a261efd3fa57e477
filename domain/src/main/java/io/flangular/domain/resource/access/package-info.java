/** The access policy of collections. */
package io.flangular.domain.resource.access;
