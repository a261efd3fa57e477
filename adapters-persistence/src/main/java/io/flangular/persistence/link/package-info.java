/** One-time links in the table {@code one_time_link}. */
package io.flangular.persistence.link;
