package io.flangular.domain.resource.schema;

import io.flangular.domain.resource.Resource;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A record with a field of every type, one of them named by a reserved word of SQL. */
public record Sample(
        String name,
        @Nullable String order,
        int count,
        @Nullable Long distance,
        @Nullable BigDecimal price,
        boolean used,
        @Nullable LocalDate boughtOn) {

    /** Refuses a blank name and a negative count. */
    public Sample {
        new Violations()
                .require(!name.isBlank(), "name", "must not be blank")
                .require(count >= 0, "count", "must not be negative")
                .check();
    }

    /** The declaration under which the tests keep samples. */
    public static final Resource<Sample> RESOURCE = Resource.of("sample", Sample.class);
}
