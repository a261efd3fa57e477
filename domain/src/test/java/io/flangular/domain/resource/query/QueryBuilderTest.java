package io.flangular.domain.resource.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.schema.Sample;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryBuilderTest {
    private final QueryBuilder query = new QueryBuilder(Sample.RESOURCE.schema(), 50);

    /** Written out, the first would be a string of a gigabyte; the limit of time is that of a test that hangs. */
    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "0e999999999", "1e101", "1e-101"})
    void aNumberWithAHugeExponentIsRefusedWithoutExpandingIt(String number) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatExceptionOfType(DomainException.Invalid.class)
                        .isThrownBy(() -> query.comparison("filters[0]", "name", Operator.LIKE, new BigDecimal(number)))
                        .satisfies(refusal -> assertThat(refusal.detail())
                                .startsWith("filters[0]: the value compared with name must have at most 100 digits")));
    }

    @Test
    void nullIsNotAnOperand() {
        assertThatExceptionOfType(DomainException.Invalid.class)
                .isThrownBy(() -> query.comparison("filters[0]", "name", Operator.EQUAL, null))
                .withMessage(QueryBuilder.MESSAGE);
        for (Operator operator : new Operator[] {Operator.IN, Operator.NOT_IN}) {
            assertThatExceptionOfType(DomainException.Invalid.class)
                    .isThrownBy(() -> query.membership("filters[1]", "name", operator, Arrays.asList("a", null)))
                    .satisfies(refusal -> assertThat(refusal.detail())
                            .isEqualTo("filters[1]: null can only be compared by is_null and is_not_null"));
        }
    }

    @Test
    void aPatternWithTooManyWildcardsIsRefused() {
        query.comparison("filters[0]", "name", Operator.LIKE, "%a".repeat(50));
        query.comparison("filters[0]", "name", Operator.EQUAL, "%a".repeat(51));

        for (Operator operator : new Operator[] {Operator.LIKE, Operator.NOT_LIKE}) {
            assertThatExceptionOfType(DomainException.Invalid.class)
                    .isThrownBy(() -> query.comparison("filters[1]", "name", operator, "%a".repeat(51)))
                    .satisfies(refusal -> assertThat(refusal.detail())
                            .isEqualTo("filters[1]: a pattern may have at most 50 wildcards %"));
        }
    }
}
