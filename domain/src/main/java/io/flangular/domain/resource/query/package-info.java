/** Queries of collections: filter, order, pages and cursors. */
package io.flangular.domain.resource.query;
