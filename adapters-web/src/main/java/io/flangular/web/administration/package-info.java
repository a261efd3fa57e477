/** HTTP API to manage users. */
package io.flangular.web.administration;
