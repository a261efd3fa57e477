/** Use cases to issue, list, revoke and verify API tokens. */
package io.flangular.application.apitoken;
