package io.flangular.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query, not to be encoded any further
 * @param headers lines such as {@code Accept: text/csv}
 */
record Input(String method, String target, List<String> headers, byte[] body) {

    /** The same with another header. */
    Input with(String header) {
        return new Input(
                method,
                target,
                Stream.concat(headers.stream(), Stream.of(header)).toList(),
                body);
    }

    /** For the report of a failure. */
    @Override
    public String toString() {
        String shown = new String(body, StandardCharsets.ISO_8859_1);
        return method + " " + target + " " + headers + " "
                + (shown.length() > 4_000 ? shown.substring(0, 4_000) + "... (" + body.length + " bytes)" : shown);
    }
}
