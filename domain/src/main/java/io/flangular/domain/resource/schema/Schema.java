package io.flangular.domain.resource.schema;

import io.flangular.domain.DomainException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record, in their order, and its constructor. Read by reflection once, at startup; JSON, columns and
 * checks of a collection are derived from it.
 */
public final class Schema<T extends Record> {
    /** The name under which queries know a row's id. */
    public static final String ID = "id";

    private final Class<T> type;
    private final List<Field> fields;
    private final Map<String, Field> byName = new HashMap<>();
    private final MethodHandle constructor;

    private Schema(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Field> read = new ArrayList<>();
            for (RecordComponent component : components) {
                read.add(field(component, lookup));
            }
            fields = List.copyOf(read);
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asType(MethodType.genericMethodType(parameters.length))
                    .asSpreader(Object[].class, parameters.length);
        } catch (ReflectiveOperationException notReadable) {
            throw new IllegalArgumentException(type.getName() + " cannot be read as a record", notReadable);
        }
        fields.forEach(field -> byName.put(field.name(), field));
    }

    private static Field field(RecordComponent component, MethodHandles.Lookup lookup) throws IllegalAccessException {
        String name = component.getName();
        Class<?> declared = component.getType();
        String place = component.getDeclaringRecord().getSimpleName() + "." + name;
        if (name.equals(ID) || name.equals("version")) {
            throw new IllegalArgumentException(place + ": every row has an " + name + " already, beside the value");
        }
        FieldType fieldType = FieldType.of(declared, place);
        boolean required =
                declared.isPrimitive() || !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        MethodHandle accessor =
                lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Record.class));
        return new Field(name, fieldType, required, declared == int.class || declared == Integer.class, accessor);
    }

    /** The schema of a record; fails for a component of an unsupported type. */
    public static <T extends Record> Schema<T> of(Class<T> type) {
        return new Schema<>(type);
    }

    public Class<T> type() {
        return type;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The field with this name, which is case-sensitive; {@link DomainException.Invalid} when there is none. */
    public Field field(String name) {
        Field field = byName.get(name);
        if (field == null) {
            throw new DomainException.Invalid(unknownField(name));
        }
        return field;
    }

    /** Whether there is a field with this name, other than {@code id}. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    static String unknownField(String name) {
        return "Model does not have field '" + name + "'";
    }

    /** The type of the field with this name, including {@code id}; null when there is none. */
    public @Nullable FieldType typeOf(String name) {
        if (name.equals(ID)) {
            return FieldType.INTEGER;
        }
        Field field = byName.get(name);
        return field == null ? null : field.type();
    }

    /** The names of all fields, {@code id} first. */
    public List<String> names() {
        return Stream.concat(Stream.of(ID), fields.stream().map(Field::name)).toList();
    }

    /** The values of a record by the names of its fields, each a {@linkplain FieldType#carrier carrier} or null. */
    public Map<String, @Nullable Object> values(T value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            values.put(field.name(), field.of(value));
        }
        return values;
    }

    /** A row with the values of the record. */
    public Stored<T> stored(long id, long version, T value) {
        return new Stored<>(id, version, RowValues.of(this, value));
    }

    /**
     * Creates a record from {@linkplain FieldType#carrier carriers} in the order of the fields. Its constructor
     * validates them and may throw {@link DomainException.Invalid}.
     */
    public T newRecord(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            arguments[i] = fields.get(i).narrowed(values[i]);
        }
        try {
            return type.cast((Object) constructor.invokeExact(arguments));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
