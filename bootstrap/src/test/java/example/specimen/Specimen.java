package example.specimen;

import io.flangular.domain.resource.schema.Violations;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A resource with a field of every type; one is named by a reserved word of SQL, one has a column that is narrow. */
public record Specimen(
        String name,
        @Nullable String order,
        int small,
        @Nullable Long large,
        @Nullable BigDecimal exact,
        @Nullable BigDecimal price,
        boolean used,
        @Nullable LocalDate boughtOn) {

    /** Refuses a blank name. */
    public Specimen {
        new Violations().require(!name.isBlank(), "name", "must not be blank").check();
    }
}
