/** What administrators do with users. */
package io.flangular.application.administration;
