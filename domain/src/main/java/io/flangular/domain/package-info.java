/** What all features share, such as the errors and the unit of work. */
package io.flangular.domain;
