/** Use cases to manage users. */
package io.flangular.application.administration;
