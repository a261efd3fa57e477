package example.printer;

import io.flangular.domain.resource.schema.Violations;
import org.jspecify.annotations.Nullable;

/** A printer, the second resource by which it is measured what a resource costs. */
public record Printer(String name, @Nullable String location, int pages, boolean colour) {

    /** Refuses a blank name and a negative count of pages. */
    public Printer {
        new Violations()
                .require(!name.isBlank(), "name", "must not be blank")
                .require(pages >= 0, "pages", "must not be negative")
                .check();
    }
}
