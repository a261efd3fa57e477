/** The one repository of every collection. */
package io.flangular.persistence.resource;
