/** Logging in and out, and whether a session is still good. */
package io.flangular.application.session;
