/** The audit log, over HTTP. */
package io.flangular.web.audit;
