/** The parameters of a URL: path and query. */
package io.flangular.web.parameter;
