/** What administrators do with users. */
package io.flangular.domain.administration;
