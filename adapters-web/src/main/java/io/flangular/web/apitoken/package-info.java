/** API tokens: how scripts come in with one, and how their owners make and revoke them. */
package io.flangular.web.apitoken;
