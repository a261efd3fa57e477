/** Signed tokens (JSON Web Tokens), their keys, and what is stored in them. */
package io.flangular.web.session.token;
