/** What the embedded database needs beside its driver. */
package io.flangular.persistence.database.h2;
