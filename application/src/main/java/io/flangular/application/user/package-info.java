/** The first administrator, and the rules for names and passwords. */
package io.flangular.application.user;
