/** Wires the answers to what goes wrong. */
package io.flangular.bootstrap.problem;
