/** Reading the security log. */
package io.flangular.application.audit;
