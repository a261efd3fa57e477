/** What people do with their own account. */
package io.flangular.domain.account;
