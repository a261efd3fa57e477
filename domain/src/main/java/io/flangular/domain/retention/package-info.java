/** How long expired data is stored. */
package io.flangular.domain.retention;
