/** The vocabulary of every collection: what a row, a page, a field and a change are, and the ports that carry them. */
package io.flangular.domain.resource;
