/** API tokens: authentication, and the HTTP API to manage them. */
package io.flangular.web.apitoken;
