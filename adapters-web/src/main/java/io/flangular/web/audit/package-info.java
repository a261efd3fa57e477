/** The security log, over HTTP. */
package io.flangular.web.audit;
