/** What people do with their own account: name, password, sessions and second factor. */
package io.flangular.application.account;
