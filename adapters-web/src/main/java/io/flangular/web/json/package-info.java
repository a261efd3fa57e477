/** Reading and writing JSON. */
package io.flangular.web.json;
