/** The login site, the tokens and the gates in front of everything else. */
package io.flangular.web.session;
