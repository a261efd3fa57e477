package example.item;

import io.flangular.domain.resource.schema.Violations;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A resource that normalises a field, and whose rules its table does not know. */
public record Item(
        String serial, @Nullable String note, @Nullable BigDecimal price) {

    /** Strips the serial number; refuses a blank one and a negative price. */
    public Item {
        serial = serial.strip();
        new Violations()
                .require(!serial.isEmpty(), "serial", "must not be blank")
                .require(price == null || price.signum() >= 0, "price", "must not be negative")
                .check();
    }
}
