/** Use cases to manage users. */
package io.flangular.domain.administration;
