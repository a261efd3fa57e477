/** The codes of authenticators, and how their keys are kept. */
package io.flangular.web.secondfactor;
