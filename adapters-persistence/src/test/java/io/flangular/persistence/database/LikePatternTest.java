package io.flangular.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.persistence.TestDatabases;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void thePatternMatchesTheWholeText(String pattern, String text, boolean matches) {
        assertThat(LikePattern.matches(text, pattern)).isEqualTo(matches);
    }

    @Test
    void manyWildcardsDoNotTakeForever() {
        String pattern = "%a".repeat(100) + "%b";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(LikePattern.matches("a".repeat(100_000), pattern))
                        .isFalse());
    }

    @Test
    void nothingMatchesNothing() {
        assertThat(LikePattern.matches("", "")).isTrue();
        assertThat(LikePattern.matches("", "%")).isTrue();
        assertThat(LikePattern.matches("", "_")).isFalse();
        assertThat(LikePattern.matches(null, "%")).isNull();
        assertThat(LikePattern.matches("x", null)).isNull();
    }

    /** The claim on which the two databases agree about like: their letters have the same lower case. */
    @Test
    void lettersHaveTheLowerCaseThatPostgreSqlGivesThem() {
        Long differing = TestDatabases.POSTGRESQL
                .client()
                .sql("select lower(chr(n) collate \"C.utf8\") as lower, n from generate_series(1, 1114111) n"
                        + " where n not between 55296 and 57343 and lower(chr(n) collate \"C.utf8\") <> chr(n)")
                .map((row, metadata) -> {
                    int letter = row.get("n", Integer.class);
                    return row.get("lower", String.class).equals(Character.toString(Character.toLowerCase(letter)));
                })
                .all()
                .filter(same -> !same)
                .count()
                .block();
        assertThat(differing).isZero();
    }
}
