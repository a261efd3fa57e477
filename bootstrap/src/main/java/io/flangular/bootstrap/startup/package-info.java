/** Checks before the start, and reports of a failed start. */
package io.flangular.bootstrap.startup;
