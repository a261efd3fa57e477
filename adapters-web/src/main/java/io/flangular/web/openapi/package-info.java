/** The description of the API, in OpenAPI 3.1, made from the declared collections. */
package io.flangular.web.openapi;
