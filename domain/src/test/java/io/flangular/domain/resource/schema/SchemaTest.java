package io.flangular.domain.resource.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flangular.domain.DomainException;
import io.flangular.domain.resource.Resource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final Schema<Sample> schema = Sample.RESOURCE.schema();

    @Test
    void fieldsAreTheRecordComponentsInTheirOrder() {
        assertThat(schema.fields())
                .extracting(Field::name, Field::type, Field::required)
                .containsExactly(
                        tuple("name", FieldType.TEXT, true),
                        tuple("order", FieldType.TEXT, false),
                        tuple("count", FieldType.INTEGER, true),
                        tuple("distance", FieldType.INTEGER, false),
                        tuple("price", FieldType.DECIMAL, false),
                        tuple("used", FieldType.BOOLEAN, true),
                        tuple("boughtOn", FieldType.DATE, false));
    }

    @Test
    void aDraftIsConvertedToARecord() {
        Draft<Sample> draft = Draft.of(
                schema,
                Map.of(
                        "name",
                        "x",
                        "count",
                        3L,
                        "used",
                        true,
                        "price",
                        new BigDecimal("1.50"),
                        "boughtOn",
                        LocalDate.EPOCH));
        assertThat(draft.toRecord())
                .isEqualTo(new Sample("x", null, 3, null, new BigDecimal("1.50"), true, LocalDate.EPOCH));
    }

    @Test
    void aDraftChangesOnlyWhatItNames() {
        Sample old = new Sample("x", "y", 3, 4L, null, true, null);
        assertThat(Draft.of(schema, Collections.singletonMap("order", null)).applyTo(RowValues.of(schema, old)))
                .isEqualTo(new Sample("x", null, 3, 4L, null, true, null));
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThatThrownBy(() -> Draft.of(schema, Map.of("Name", "x")))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("Model does not have field 'Name'");
    }

    @Test
    void otherErrorsAreReportedBesideAnUnknownField() {
        assertThat(violations(Map.of("Name", "x", "count", "3", "id", 7L)))
                .containsOnly(
                        Map.entry("Name", "is not a field"),
                        Map.entry("id", "is not a field"),
                        Map.entry("count", "must be a whole number of at most 64 bits"));
    }

    @Test
    void everyValueOfAWrongTypeIsNamed() {
        assertThat(violations(Map.of("name", 7L, "count", "3", "used", 1L)))
                .containsOnly(
                        Map.entry("name", "must be a text"),
                        Map.entry("count", "must be a whole number of at most 64 bits"),
                        Map.entry("used", "must be true or false"));
    }

    @Test
    void missingFieldsAreNamed() {
        assertThat(violations(Map.of()))
                .containsOnly(
                        Map.entry("name", "must not be empty"),
                        Map.entry("count", "must not be empty"),
                        Map.entry("used", "must not be empty"));
    }

    @Test
    void nullForARequiredFieldIsRefusedInChangesToo() {
        assertThatThrownBy(() -> Draft.of(schema, Collections.singletonMap("count", null)))
                .isInstanceOf(DomainException.Invalid.class)
                .hasMessage("count must not be empty");
    }

    @Test
    void aNumberThatTheRecordCannotHoldIsRefused() {
        assertThat(violations(Map.of("count", 1L + Integer.MAX_VALUE)))
                .containsEntry("count", "must be between -2147483648 and 2147483647");
    }

    @Test
    void aNumberWithAHugeExponentIsRefused() {
        for (String number : List.of("1e999999999", "1e-999999999", "1e101")) {
            assertThat(violations(Map.of("price", new BigDecimal(number)))).containsKey("price");
        }
        assertThat(Draft.of(schema, Map.of("price", new BigDecimal("1e99"))).given())
                .hasSize(1);
    }

    @Test
    void aStringThatIsTooLongIsRefused() {
        assertThat(violations(Map.of("name", "x".repeat(262_145))))
                .containsEntry("name", "must have at most 262144 characters");
        assertThat(Draft.of(schema, Map.of("name", "x".repeat(262_144))).given())
                .hasSize(1);
    }

    @Test
    void theRecordsOwnRulesAreAllReported() {
        assertThat(violations(Map.of("name", " ", "count", -1L, "used", false)))
                .containsOnly(Map.entry("name", "must not be blank"), Map.entry("count", "must not be negative"));
    }

    @Test
    void charactersThatCannotBeStoredAreRefused() {
        for (String text : List.of("a\0", "\ud83d", "\ude80\ud83d", "x\ud83dy")) {
            assertThat(violations(Map.of("name", text))).containsKey("name");
        }
        assertThat(Draft.of(schema, Map.of("name", "🚀\t\n")).given()).containsEntry("name", "🚀\t\n");
    }

    @Test
    void unsupportedRecordsAndNamesAreRefused() {
        record Odd(List<String> names) {}
        record Identified(long id) {}
        assertThatThrownBy(() -> Schema.of(Odd.class)).hasMessageContaining("Odd.names is a java.util.List");
        assertThatThrownBy(() -> Schema.of(Identified.class)).hasMessageContaining("Identified.id");
        assertThatThrownBy(() -> Resource.of("Odd", Sample.class)).hasMessageContaining("lower-case");
    }

    private Map<String, String> violations(Map<String, ?> given) {
        try {
            Draft.of(schema, given).toRecord();
            return Map.of();
        } catch (DomainException.Invalid invalid) {
            return invalid.violations();
        }
    }
}
