/** What is done with users. */
package io.flangular.application.user;
