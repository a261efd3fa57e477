/** Tables in CSV: how a file is read and written, whatever program it comes from. */
package io.flangular.web.resource.csv;
