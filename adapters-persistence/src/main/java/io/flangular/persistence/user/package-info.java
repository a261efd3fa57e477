/** Users in the table {@code account}. */
package io.flangular.persistence.user;
