/** What people do with their own account, over HTTP. */
package io.flangular.web.account;
