/** HTTP API of the audit log. */
package io.flangular.web.audit;
