/** API tokens: credentials of scripts that users issue and revoke. */
package io.flangular.domain.apitoken;
