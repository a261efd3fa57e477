package io.flangular.web.spa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
     * @param encoding a content coding, or "identity"
     * @param etag a strong entity tag, different for each form
     */
    record Form(String encoding, String etag, byte[] bytes) {
        static final String IDENTITY = "identity";

        boolean compressed() {
            return !encoding.equals(IDENTITY);
        }
    }

    /** The best form for a client that accepts these content codings. */
    Form formFor(List<String> acceptEncoding) {
        if (forms.size() == 1) {
            return forms.getFirst();
        }
        List<String> accepted = accepted(acceptEncoding);
        return forms.stream()
                .filter(form -> !form.compressed() || accepted.contains(form.encoding()))
                .findFirst()
                .orElse(forms.getLast());
    }

    /** Whether the answer depends on what the client accepts. */
    boolean varies() {
        return forms.size() > 1;
    }

    private static List<String> accepted(List<String> headers) {
        List<String> accepted = new ArrayList<>();
        for (String header : headers) {
            for (String element : header.split(",")) {
                String[] parts = element.toLowerCase(Locale.ROOT).split(";");
                String quality = parts.length > 1 ? parts[1].replace(" ", "") : "q=1";
                if (!Set.of("q=0", "q=0.0", "q=0.00", "q=0.000").contains(quality)) {
                    accepted.add(parts[0].strip());
                }
            }
        }
        return accepted;
    }
}
