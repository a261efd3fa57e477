/** Error responses (RFC 9457). */
package io.flangular.web.problem;
