package io.flangular.persistence.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource({
        "ab%b,ab,false",
        "ab%b,abb,true",
        "%a%a,a,false",
        "%a%a,aa,true",
        "a%,A,true",
        "%,x,true",
        "_,🚀,true",
        "__,🚀,false",
        "%ß%,SS,false",
        "a.c,abc,false",
        "a.c,a.c,true",
        "%b%c,xbxcxbxc,true",
        "%b_,abab,false",
        "%BÜ%,büro,true",
        "\\%,\\x,true",
        "[x],x,false",
        "%_%_%,a,false",
        "%_%_%,ab,true",
        "a%bc,abbc,true",
        "a%b,a%b,true",
        "%%,x,true",
        "a%,a,true",
        "a,ab,false"
    })
    void aPatternMatchesTheWholeString(String pattern, String text, boolean matches) {
        assertThat(LikePattern.matches(text, pattern)).isEqualTo(matches);
    }

    @Test
    void nullAsStringOrPatternGivesNull() {
        assertThat(LikePattern.matches(null, "%")).isNull();
        assertThat(LikePattern.matches("", null)).isNull();
    }

    @Test
    void theEmptyStringIsMatchedByPercentSignsOnly() {
        assertThat(LikePattern.matches("", "")).isTrue();
        assertThat(LikePattern.matches("", "%")).isTrue();
        assertThat(LikePattern.matches("", "_")).isFalse();
        assertThat(LikePattern.matches("", "%_%")).isFalse();
    }

    /** Each would take minutes if the pattern were tried again at every position of the string. */
    @ParameterizedTest
    @ValueSource(strings = {"%a", "aaaa", "a_a_", "%a_", "ä_", "🚀"})
    void expensivePatternsTakeLinearTime(String piece) {
        String text = piece.replaceAll("[%_]", "a").repeat(20_000);
        for (int times : new int[] {50, 2_000}) {
            String pattern = "%" + piece.repeat(times) + "b%";
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                assertThat(LikePattern.matches(text, pattern)).isFalse();
                assertThat(LikePattern.matches(text + "b", pattern)).isTrue();
            });
        }
    }

    /** Concurrent searches, or a search with two patterns, do not parse the patterns again for each row. */
    @Test
    void twoPatternsAreParsedOnce() {
        String text = "Intel Xeon processor";
        String one = "%processors%".repeat(20) + "1%";
        String another = "%processors%".repeat(20) + "2%";
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LikePattern.matches(text, one);
        LikePattern.matches(text, another);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            assertThat(LikePattern.matches(text, i % 2 == 0 ? one : another)).isFalse();
        }
        // Each pattern takes 20 KB.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000_000);
    }

    /**
     * The reference implementation tries every character of the pattern at every position: slow, but obviously right.
     */
    @Test
    void randomPatternsMatchAsTheReferenceImplementationSays() {
        SplittableRandom random = new SplittableRandom(7);
        int matching = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = any(random, "aAbÄ🚀", 200);
            String pattern = any(random, random.nextBoolean() ? "aB%ä" : "ab_%🚀", random.nextInt(1, 20));
            if (random.nextBoolean()) {
                int from = random.nextInt(text.length() + 1);
                pattern += "%"
                        + text.substring(from, random.nextInt(from, text.length() + 1))
                                .replace('b', '_') + "%";
            }
            boolean expected = tried(lower(text), lower(pattern));
            assertThat(LikePattern.matches(text, pattern))
                    .as("%s like %s", text, pattern)
                    .isEqualTo(expected);
            matching += expected ? 1 : 0;
        }
        assertThat(matching).isBetween(500, 4_500);
    }

    private static String any(SplittableRandom random, String letters, int most) {
        int[] all = letters.codePoints().toArray();
        return random.ints(random.nextInt(most + 1), 0, all.length)
                .map(at -> all[at])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int[] lower(String text) {
        return text.codePoints().map(Character::toLowerCase).toArray();
    }

    private static boolean tried(int[] text, int[] pattern) {
        boolean[] reached = new boolean[text.length + 1];
        reached[0] = true;
        for (int sign : pattern) {
            boolean[] next = new boolean[text.length + 1];
            for (int i = 0; i <= text.length; i++) {
                next[i] = sign == '%'
                        ? reached[i] || i > 0 && next[i - 1]
                        : i > 0 && reached[i - 1] && (sign == '_' || sign == text[i - 1]);
            }
            reached = next;
        }
        return reached[text.length];
    }
}
