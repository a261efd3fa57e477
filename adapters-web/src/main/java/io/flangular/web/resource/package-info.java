/** The collection protocol over HTTP: routes and JSON of every collection. */
package io.flangular.web.resource;
