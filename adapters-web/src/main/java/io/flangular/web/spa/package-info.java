/** The built frontend: its pages, its public and its private files. */
package io.flangular.web.spa;
