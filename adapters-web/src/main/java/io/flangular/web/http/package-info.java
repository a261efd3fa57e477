/** HTTP utilities of all features: bodies, methods, parameters and the origin of URLs. */
package io.flangular.web.http;
