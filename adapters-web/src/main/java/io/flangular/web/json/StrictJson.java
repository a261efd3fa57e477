package io.flangular.web.json;

import io.flangular.domain.DomainException;
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

/** Parses JSON strictly: with limits, without duplicate members and trailing tokens, and numbers as decimals. */
public final class StrictJson {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 100_000;
    private static final int MAX_NAME = 40;
    /** Jackson's message about a duplicate member. */
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate [^\"]*\"(.*)\"", Pattern.DOTALL);

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** Parses UTF-8; {@link DomainException.Invalid} with this message and the place when it is malformed. */
    public static JsonNode read(byte[] text, String message) {
        try {
            JsonNode read = STRICT.readTree(decoded(text, message));
            if (!read.isMissingNode()) {
                return read;
            }
            throw new DomainException.Invalid(message, "There is nothing where JSON should be.");
        } catch (StreamConstraintsException tooMuch) {
            throw new DomainException.Invalid(
                    message,
                    "The JSON is nested deeper than " + MAX_DEPTH + " levels, has more than " + MAX_TOKENS
                            + " values and names, or a number or name that is too long" + place(tooMuch));
        } catch (JacksonException noJson) {
            throw new DomainException.Invalid(message, complaint(noJson) + place(noJson));
        } catch (NumberFormatException beyondMeasure) {
            // Jackson leaves 1e99999999999 to BigDecimal.
            throw new DomainException.Invalid(message, "A number has an exponent that is out of all proportion.");
        }
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

    /** Jackson would guess other encodings, and accepts the overlong sequences that UTF-8 forbids. */
    private static String decoded(byte[] text, String message) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer characters = CharBuffer.allocate(text.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true).isError()) {
            throw new DomainException.Invalid(message, "This is not UTF-8 (byte " + (bytes.position() + 1) + ").");
        }
        String json = characters.flip().toString();
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }

    private static String place(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        return location == null ? "." : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }
}
