/** Use cases on the account of the logged-in user. */
package io.flangular.application.account;
