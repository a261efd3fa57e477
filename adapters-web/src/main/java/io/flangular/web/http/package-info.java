/** HTTP utilities of all features: bodies, methods, headers and the origin of URLs. */
package io.flangular.web.http;
