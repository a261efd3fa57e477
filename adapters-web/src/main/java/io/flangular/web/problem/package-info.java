/** Errors as clients see them. */
package io.flangular.web.problem;
