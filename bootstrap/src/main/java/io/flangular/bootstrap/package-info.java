/** Configuration and start: the only package that sees every module. */
package io.flangular.bootstrap;
