/** The start: what is checked before anything is served, and how a failed start is reported. */
package io.flangular.bootstrap.startup;
