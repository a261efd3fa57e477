/** Who may do what in a collection. */
package io.flangular.domain.resource.access;
