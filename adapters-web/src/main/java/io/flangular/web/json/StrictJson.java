package io.flangular.web.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of requests: bounded, no member twice, nothing behind the end, numbers as they were written. */
public final class StrictJson {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int DEPTH = 32;
    private static final int TOKENS = 100_000;
    private static final int MAX_NAME = 40;
    /** Jackson's message about a name that an object has twice. */
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate [^\"]*\"(.*)\"", Pattern.DOTALL);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxTokenCount(TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /**
     * The JSON of a string, with every bound kept; otherwise {@link Undecodable}, which says where it stops being any.
     */
    public static JsonNode read(byte[] text) {
        JsonNode read;
        try {
            read = STRICT.readTree(decoded(text));
        } catch (StreamConstraintsException tooMuch) {
            throw new Undecodable("The JSON is nested deeper than " + DEPTH + " levels, has more than " + TOKENS
                    + " values and names, or a number or name that is too long" + place(tooMuch));
        } catch (JacksonException noJson) {
            throw new Undecodable(complaint(noJson) + place(noJson));
        } catch (NumberFormatException beyondMeasure) {
            // Jackson leaves 1e99999999999 to BigDecimal.
            throw new Undecodable("A number has an exponent that is out of all proportion.");
        }
        if (read.isMissingNode()) {
            throw new Undecodable("There is nothing where JSON should be.");
        }
        return read;
    }

    private static String complaint(JacksonException noJson) {
        Matcher duplicate = DUPLICATE.matcher(String.valueOf(noJson.getOriginalMessage()));
        if (!duplicate.matches()) {
            return "This is not JSON";
        }
        String name = duplicate.group(1);
        return "The field \"" + (name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…")
                + "\" is given twice";
    }

    /** Jackson would guess another encoding, and takes the overlong sequences that UTF-8 forbids. */
    private static String decoded(byte[] text) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer characters = CharBuffer.allocate(text.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true).isError()) {
            throw new Undecodable("This is not UTF-8 (byte " + (bytes.position() + 1) + ").");
        }
        String json = characters.flip().toString();
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }

    private static String place(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        return location == null ? "." : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }

    /** A string that is not what it must be; the message says where. */
    public static final class Undecodable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undecodable(String message) {
            super(message, null, false, false);
        }
    }
}
