package io.flangular.persistence.database.h2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/**
 * Matches SQL patterns on H2, whose own LIKE takes an {@code _} for half of U+1F680 and needs a time that grows with
 * the power of the number of {@code %}. This is the Shift-And algorithm of Baeza-Yates and Gonnet: an automaton with a
 * state for each number of matched characters of the pattern, of which 64 are the bits of a long. It reads each
 * character of a string once, whatever the pattern. Characters are equal when their simple lower-case mappings are, as
 * in PostgreSQL under the collation "C.utf8".
 */
public final class LikePattern {
    /** The name of {@link #matches} in SQL. */
    static final String FUNCTION = "is_like";

    private static final int ASCII = 128;

    /** Patterns of a usual length; 64 characters take 1 KB or a little more. */
    private static final int MAX_SHORT_LENGTH = 512;

    /** Longer patterns are parsed for each row. */
    private static final int MAX_CACHED_LENGTH = 16_384;

    private static final ConcurrentLruCache<String, LikePattern> SHORT =
            new ConcurrentLruCache<>(1_024, LikePattern::new);
    private static final ConcurrentLruCache<String, LikePattern> LONG = new ConcurrentLruCache<>(64, LikePattern::new);

    private final int length;
    /** The states that any character leads to, for an {@code _}. */
    private final long[] any;
    /** The states that any character stays in, for a {@code %}. */
    private final long[] repeated;
    /** The states that an ASCII character leads to. */
    private final long[][] ascii;
    /** The states that other characters lead to. */
    private final List<Map<Integer, Long>> others = new ArrayList<>();

    private LikePattern(String source) {
        int[] characters = source.codePoints().map(Character::toLowerCase).toArray();
        int words = characters.length / Long.SIZE + 1;
        any = new long[words];
        repeated = new long[words];
        ascii = new long[words][ASCII];
        for (int i = 0; i < words; i++) {
            others.add(new HashMap<>());
        }
        int state = 0;
        for (int character : characters) {
            if (character == '%') {
                repeated[state / Long.SIZE] |= 1L << state;
                continue;
            }
            state++;
            int word = state / Long.SIZE;
            if (character == '_') {
                any[word] |= 1L << state;
            } else if (character < ASCII) {
                ascii[word][character] |= 1L << state;
            } else {
                others.get(word).merge(character, 1L << state, (one, other) -> one | other);
            }
        }
        length = state;
    }

    /** Whether a string matches a pattern; null when one of them is null. */
    public static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
        if (text == null || pattern == null) {
            return null;
        }
        if (pattern.length() <= MAX_SHORT_LENGTH) {
            return SHORT.get(pattern).matches(text);
        }
        return (pattern.length() <= MAX_CACHED_LENGTH ? LONG.get(pattern) : new LikePattern(pattern)).matches(text);
    }

    private boolean matches(String text) {
        long[] states = new long[any.length];
        states[0] = 1;
        // All words before and after these are 0: without a % inside, only one or two are not.
        int first = 0;
        int last = 0;
        for (int i = 0; i < text.length() && first <= last; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            last = Math.min(last + 1, states.length - 1);
            advance(states, first, last, Character.toLowerCase(character));
            while (first <= last && states[first] == 0) {
                first++;
            }
            while (first <= last && states[last] == 0) {
                last--;
            }
        }
        return ((states[length / Long.SIZE] >>> length) & 1) != 0;
    }

    /** Replaces the states by those that a character leads to. */
    private void advance(long[] states, int first, int last, int character) {
        long carry = 0;
        for (int word = first; word <= last; word++) {
            long before = states[word];
            if ((before | carry) != 0) {
                states[word] = (((before << 1) | carry) & accepting(word, character)) | (before & repeated[word]);
                carry = before >>> (Long.SIZE - 1);
            }
        }
    }

    private long accepting(int word, int character) {
        return any[word]
                | (character < ASCII ? ascii[word][character] : others.get(word).getOrDefault(character, 0L));
    }
}
