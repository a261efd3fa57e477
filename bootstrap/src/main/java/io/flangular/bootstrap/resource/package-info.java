/** Declares and wires the collections. */
package io.flangular.bootstrap.resource;
