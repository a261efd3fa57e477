/** Use case to search the audit log. */
package io.flangular.application.audit;
