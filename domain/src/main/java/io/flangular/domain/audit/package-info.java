/** What is kept of every step that concerns who gets in: for administrators, and for whoever investigates. */
package io.flangular.domain.audit;
