/** The use cases of all collections. */
package io.flangular.application.resource;
