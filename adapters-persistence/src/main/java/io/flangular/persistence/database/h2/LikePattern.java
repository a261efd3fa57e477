package io.flangular.persistence.database.h2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SQL patterns, for H2: its own LIKE takes an {@code _} for half of U+1F680, and needs a time that grows with the power
 * of the number of {@code %}. This one looks at each character of a string once for every 64 characters of the pattern,
 * whatever stands in the two: nobody can keep the database busy with a pattern. Characters are equal when their simple
 * lower-case mappings are, as in PostgreSQL under the collation "C.utf8".
 */
public final class LikePattern {
    /** Placeholder in a pattern for any character. */
    private static final int ANY = -1;

    /** Most blocks of the patterns in the cache, each of which takes 1 KB or a little more. */
    private static final int CACHED_BLOCKS = 16_384;

    /** Patterns of the searches that are running: each of them is the same for all rows. Guarded by itself. */
    private static final Map<String, LikePattern> CACHE = new HashMap<>();

    private final String source;
    private final int[] start;
    private final int[] end;
    private final boolean whole;
    private final List<Part> between = new ArrayList<>();

    private LikePattern(String source) {
        String[] parts = source.split("%", -1);
        this.source = source;
        start = letters(parts[0], true);
        end = letters(parts[parts.length - 1], true);
        whole = parts.length == 1;
        for (int i = 1; i < parts.length - 1; i++) {
            if (!parts[i].isEmpty()) {
                between.add(new Part(letters(parts[i], true)));
            }
        }
    }

    /** Whether a string matches a pattern: a function of the database. */
    public static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
        return text == null || pattern == null
                ? null
                : Boolean.valueOf(of(pattern).matches(letters(text, false)));
    }

    private static LikePattern of(String source) {
        synchronized (CACHE) {
            LikePattern cached = CACHE.get(source);
            if (cached != null) {
                return cached;
            }
        }
        LikePattern parsed = new LikePattern(source);
        synchronized (CACHE) {
            int cached = CACHE.values().stream().mapToInt(LikePattern::blocks).sum();
            if (cached + parsed.blocks() > CACHED_BLOCKS) {
                CACHE.clear();
            }
            if (parsed.blocks() <= CACHED_BLOCKS) {
                CACHE.put(source, parsed);
            }
        }
        return parsed;
    }

    private int blocks() {
        return 1 + between.stream().mapToInt(Part::blocks).sum();
    }

    /** What follows a {@code %} is taken where it first occurs, which loses no match, and never tried elsewhere. */
    private boolean matches(int[] text) {
        if (whole) {
            return text.length == start.length && standsAt(0, start, text);
        }
        int until = text.length - end.length;
        if (start.length > until || !standsAt(0, start, text) || !standsAt(until, end, text)) {
            return false;
        }
        int from = start.length;
        for (Part part : between) {
            int found = part.find(text, from, until);
            if (found < 0) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }

    private static boolean standsAt(int place, int[] letters, int[] text) {
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] != ANY && letters[i] != text[place + i]) {
                return false;
            }
        }
        return true;
    }

    /** The characters in lower case; those of a pattern with what stands for any. */
    private static int[] letters(String text, boolean pattern) {
        int[] letters = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); count++) {
            int letter = text.codePointAt(i);
            letters[count] = pattern && letter == '_' ? ANY : Character.toLowerCase(letter);
            i += Character.charCount(letter);
        }
        return count == letters.length ? letters : Arrays.copyOf(letters, count);
    }

    /** What stands between two {@code %}: in blocks, unless it is so short that trying each place is as fast. */
    private static final class Part {
        private static final int SHORT = 4;

        private final List<Block> blocks = new ArrayList<>();
        private final int[] letters;
        private final int length;

        Part(int[] letters) {
            this.letters = letters;
            length = letters.length;
            for (int i = 0; length > SHORT && i < length; i += Block.MAX_LENGTH) {
                blocks.add(new Block(Arrays.copyOfRange(letters, i, Math.min(length, i + Block.MAX_LENGTH))));
            }
        }

        int length() {
            return length;
        }

        int blocks() {
            return blocks.size();
        }

        /**
         * The first place between those two where all blocks stand one after the other; negative when there is none.
         */
        int find(int[] text, int from, int until) {
            if (blocks.isEmpty()) {
                for (int i = from; i + length <= until; i++) {
                    if (standsAt(i, letters, text)) {
                        return i;
                    }
                }
                return -1;
            }
            if (blocks.size() == 1) {
                return blocks.getFirst().find(text, from, until);
            }
            BitSet places = new BitSet();
            places.set(from, until);
            int offset = 0;
            for (Block block : blocks) {
                places.and(block.places(text, from + offset, until, offset));
                offset += Block.MAX_LENGTH;
            }
            return places.nextSetBit(from);
        }
    }

    /**
     * At most 64 characters. While a string is read, one bit for each tells whether all up to it have just been read.
     */
    private static final class Block {
        static final int MAX_LENGTH = Long.SIZE;
        private static final int ASCII = 128;

        private final int length;
        private final long any;
        private final long[] ascii = new long[ASCII];
        private final Map<Integer, Long> others = new HashMap<>();

        Block(int[] letters) {
            length = letters.length;
            long everywhere = 0;
            for (int i = 0; i < length; i++) {
                everywhere |= letters[i] == ANY ? 1L << i : 0;
            }
            any = everywhere;
            Arrays.fill(ascii, any);
            for (int i = 0; i < length; i++) {
                if (letters[i] >= ASCII) {
                    others.merge(letters[i], any | 1L << i, (one, other) -> one | other);
                } else if (letters[i] != ANY) {
                    ascii[letters[i]] |= 1L << i;
                }
            }
        }

        private long read(long before, int letter) {
            return (before << 1 | 1) & (letter < ASCII ? ascii[letter] : others.getOrDefault(letter, any));
        }

        private boolean complete(long read) {
            return (read >>> (length - 1) & 1) != 0;
        }

        /** The first place between those two; negative when there is none. */
        int find(int[] text, int from, int until) {
            long read = 0;
            for (int i = from; i < until; i++) {
                read = read(read, text[i]);
                if (complete(read)) {
                    return i - length + 1;
                }
            }
            return -1;
        }

        /** All places between those two, each less the offset. */
        BitSet places(int[] text, int from, int until, int offset) {
            BitSet places = new BitSet();
            long read = 0;
            for (int i = from; i < until; i++) {
                read = read(read, text[i]);
                if (complete(read)) {
                    places.set(i - length + 1 - offset);
                }
            }
            return places;
        }
    }
}
