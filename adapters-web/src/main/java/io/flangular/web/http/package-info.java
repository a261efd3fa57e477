/** What all features need to know about HTTP: the origin of URLs, and what a request may carry. */
package io.flangular.web.http;
