/** The login page, the session and its authentication filter. */
package io.flangular.web.session;
