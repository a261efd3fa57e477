/** Login pages, session tokens and authentication filters. */
package io.flangular.web.session;
