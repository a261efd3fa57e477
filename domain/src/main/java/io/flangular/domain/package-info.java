/** What every feature shares: refusals and the unit of work. */
package io.flangular.domain;
