/** HTTP API of the account of the logged-in user. */
package io.flangular.web.account;
