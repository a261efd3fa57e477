/** Login, logout and authentication of sessions. */
package io.flangular.application.session;
