/** What a row of a collection is: the fields of a record, their types and rules, and the values of a row. */
package io.flangular.domain.resource.schema;
