/** Which rows are asked for, in which order and which page of them. */
package io.flangular.domain.resource.query;
