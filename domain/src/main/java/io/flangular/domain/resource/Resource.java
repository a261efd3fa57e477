package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import io.flangular.domain.resource.access.AccessPolicy;
import io.flangular.domain.resource.access.Caller;
import io.flangular.domain.resource.access.Permission;
import io.flangular.domain.resource.schema.Schema;
import java.util.regex.Pattern;

/**
 * The declaration that publishes a collection: a name and a record. The name is the path below {@code /api/} and the
 * name of the table.
 *
 * @param name singular, lower-case letters, digits and underscores, such as {@code computer}
 * @param schema the fields of the record
 * @param policy the access policy
 */
public record Resource<T extends Record>(String name, Schema<T> schema, AccessPolicy policy) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Resource {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A resource's name has lower-case letters, digits and underscores: " + name);
        }
    }

    /** Declares a collection of records with the {@linkplain AccessPolicy#DEFAULT default policy}. */
    public static <T extends Record> Resource<T> of(String name, Class<T> type) {
        return new Resource<>(name, Schema.of(type), AccessPolicy.DEFAULT);
    }

    /** The same collection with another policy. */
    public Resource<T> with(AccessPolicy other) {
        return new Resource<>(name, schema, other);
    }

    /** Throws {@link DomainException.NotAllowed} unless the policy allows the caller the permission. */
    public void require(Caller caller, Permission permission) {
        if (!policy.allows(caller, permission)) {
            throw new DomainException.NotAllowed("You may not " + EnumNames.of(permission) + " in " + name + ".");
        }
    }
}
