/** The import of a table: its columns and lines, the progress and the report. */
package io.flangular.domain.resource.imports;
