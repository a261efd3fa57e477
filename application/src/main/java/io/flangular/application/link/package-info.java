/** Use cases of one-time links. */
package io.flangular.application.link;
