/** Signed tokens: JSON Web Tokens of a session, and their keys. */
package io.flangular.web.session.token;
