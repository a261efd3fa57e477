package io.flangular.persistence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Encodes the details of an event as {@code application/x-www-form-urlencoded}: {@code name=value&name=value}. */
final class DetailsCodec {
    private DetailsCodec() {}

    static String encode(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail ->
                        URLEncoder.encode(detail.getKey(), UTF_8) + "=" + URLEncoder.encode(detail.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> decode(String text) {
        Map<String, String> details = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                details.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return details;
    }
}
