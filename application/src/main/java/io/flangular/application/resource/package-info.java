/** The one service of every collection. */
package io.flangular.application.resource;
