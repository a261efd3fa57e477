/** Tokens in the table {@code api_token}. */
package io.flangular.persistence.apitoken;
