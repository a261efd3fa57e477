/** The changes of a row and the port that stores them. */
package io.flangular.domain.resource.history;
