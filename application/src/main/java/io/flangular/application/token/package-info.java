/** Making, listing and revoking tokens, and whether one is still good. */
package io.flangular.application.token;
