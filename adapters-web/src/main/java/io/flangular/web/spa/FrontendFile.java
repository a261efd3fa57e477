package io.flangular.web.spa;

import io.flangular.web.http.AcceptedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A file of the frontend, in memory, with its compressed forms if there are any.
 *
 * @param type its content type
 * @param caching what may be done with it, a {@code Cache-Control}
 * @param forms the preferred form first, the file as it is last
 */
record FrontendFile(MediaType type, String caching, List<Form> forms) {

    /**
     * One form of the file.
     *
     * @param coding its content coding; null for the file as it is
     * @param etag a strong entity tag, different for each form
     */
    record Form(@Nullable AcceptedElement coding, String etag, byte[] bytes) {}

    /** The best form for a client that accepts these content codings. */
    Form formFor(List<String> acceptEncoding) {
        return forms.stream()
                .filter(form -> form.coding() == null || form.coding().isIn(acceptEncoding))
                .findFirst()
                .orElse(forms.getLast());
    }

    /** Whether the answer depends on what the client accepts. */
    boolean varies() {
        return forms.size() > 1;
    }
}
