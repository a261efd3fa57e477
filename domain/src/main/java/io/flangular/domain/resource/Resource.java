package io.flangular.domain.resource;

import io.flangular.domain.DomainException;
import io.flangular.domain.EnumNames;
import java.util.regex.Pattern;

/**
 * The declaration that publishes a collection: a name and a record. The name is the path below {@code /api/} and the
 * name of the table.
 *
 * @param name singular, lower-case letters, digits and underscores, such as {@code computer}
 * @param schema what the record says about itself
 * @param policy who may do what
 */
public record Resource<T extends Record>(String name, Schema<T> schema, AccessPolicy policy) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** Refuses a name that could not be both a path and a table. */
    public Resource {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A resource's name has lower-case letters, digits and underscores: " + name);
        }
    }

    /** The declaration of a collection of such records, under the {@linkplain AccessPolicy#DEFAULT usual policy}. */
    public static <T extends Record> Resource<T> of(String name, Class<T> type) {
        return new Resource<>(name, Schema.of(type), AccessPolicy.DEFAULT);
    }

    /** The same collection under a policy of its own. */
    public Resource<T> with(AccessPolicy other) {
        return new Resource<>(name, schema, other);
    }

    /** Refuses with {@link DomainException.NotAllowed} what the policy does not allow this caller. */
    public void require(Caller caller, Permission permission) {
        if (!policy.allows(caller, permission)) {
            throw new DomainException.NotAllowed("You may not " + EnumNames.of(permission) + " in " + name + ".");
        }
    }
}
