/** The areas of the site and the authenticated sender of a request. */
package io.flangular.web.access;
