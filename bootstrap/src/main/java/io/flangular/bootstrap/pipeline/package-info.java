/** The order of everything that happens to an HTTP request. */
package io.flangular.bootstrap.pipeline;
