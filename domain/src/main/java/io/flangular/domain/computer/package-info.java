/** The inventory of computers. */
package io.flangular.domain.computer;
