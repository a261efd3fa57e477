/** Reading and writing CSV. */
package io.flangular.web.resource.csv;
