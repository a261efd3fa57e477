package io.flangular.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.resource.FieldType;
import io.flangular.domain.resource.Sample;
import io.flangular.domain.resource.Stored;
import io.flangular.domain.resource.TextLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final CsvWriting<Sample> WRITING = new CsvWriting<>(Sample.RESOURCE.schema());

    @Test
    void aRowIsALineAndNullIsNothingWhileAnEmptyTextIsTwoQuotes() {
        assertThat(text(WRITING.header())).isEqualTo("id,name,order,count,distance,price,used,boughtOn\r\n");
        Sample full = new Sample(
                "a, \"b\"\r\nc",
                "",
                Integer.MIN_VALUE + Integer.MAX_VALUE + 1,
                Long.MIN_VALUE,
                new BigDecimal("1E+3"),
                true,
                LocalDate.of(2026, 1, 31));
        assertThat(text(WRITING.line(new Stored<>(7, 3, full))))
                .isEqualTo("7,\"a, \"\"b\"\"\r\nc\",\"\",0,-9223372036854775808,1000,true,2026-01-31\r\n");
        assertThat(text(WRITING.line(new Stored<>(8, 1, new Sample(" x ", null, 1, null, null, false, null)))))
                .isEqualTo("8, x ,,1,,,false,\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a ",
                "a,b;c",
                "\"",
                "\"\"",
                "a\"b",
                "\n",
                "\r",
                "\r\n",
                "a\rb\nc\r\nd",
                "\t",
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "'",
                "'a",
                "'=1",
                "''=1",
                "'''",
                "＝1",
                "\uFEFF",
                "漢字 🚀 ä",
                "null",
                "#"
            })
    void everyTextComesBackAsItWas(String value) throws IOException {
        Sample sample = new Sample("name" + value, value, 0, null, null, false, null);
        String line = text(WRITING.line(new Stored<>(1, 1, sample)));
        assertThat(read(text(WRITING.header()) + line).get(1))
                .isEqualTo(TextLine.of(2, Arrays.asList("1", "name" + value, value, "0", null, null, "false", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝a", "＋a", "－a", "＠a"})
    void whatASpreadsheetWouldRunIsGuarded(String formula) {
        assertThat(CsvFormula.guarded(formula)).isEqualTo("'" + formula);
        assertThat(CsvFormula.guarded("'" + formula)).isEqualTo("''" + formula);
        assertThat(CsvFormula.unguarded(formula)).as("what nobody guarded").isEqualTo(formula);
    }

    @Test
    void numbersAreNoFormulas() {
        Sample negative = new Sample("x", null, 0, -1L, new BigDecimal("-1.5"), false, null);
        assertThat(text(WRITING.line(new Stored<>(1, 1, negative)))).isEqualTo("1,x,,0,-1,-1.5,false,\r\n");
    }

    @Test
    void everyValueIsReadAsItIsWritten() {
        for (Object value : List.of(
                "x", Long.MIN_VALUE, new BigDecimal("-12345678901234567890.500"), true, LocalDate.of(2024, 2, 29))) {
            FieldType type = Arrays.stream(FieldType.values())
                    .filter(each -> each.carrier().isInstance(value))
                    .findFirst()
                    .orElseThrow();
            assertThat(type.parse(type.format(value))).isEqualTo(value);
        }
        assertThat(FieldType.BOOLEAN.parse("TRUE")).isEqualTo(true);
        assertThat(FieldType.INTEGER.parse("9223372036854775808")).isNull();
        assertThat(FieldType.INTEGER.parse("1.0")).isNull();
        assertThat(FieldType.DECIMAL.parse("1,5")).isNull();
        assertThat(FieldType.DATE.parse("31.01.2026")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineBreakEndsALineAndIsCountedAsEditorsDo(String end) throws IOException {
        String file = "id,name" + end + end + "1,\"a" + end + "b\"" + end + "2,c";
        assertThat(read(file))
                .containsExactly(
                        TextLine.of(1, List.of("id", "name")),
                        TextLine.of(3, List.of("1", "a" + end + "b")),
                        TextLine.of(5, List.of("2", "c")));
    }

    @Test
    void theSeparatorAndTheByteOrderMarkAreRecognised() throws IOException {
        assertThat(read("\uFEFFname;ram\n\"a;b\";1,5\n"))
                .containsExactly(TextLine.of(1, List.of("name", "ram")), TextLine.of(2, List.of("a;b", "1,5")));
        assertThat(read("\uFEFF\"name\",ram\na;b,1\n"))
                .containsExactly(TextLine.of(1, List.of("name", "ram")), TextLine.of(2, List.of("a;b", "1")));
        assertThat(read("name\na;b\n"))
                .containsExactly(TextLine.of(1, List.of("name")), TextLine.of(2, List.of("a;b")));
    }

    @Test
    void oneFileHasAllKindsOfQuotes() throws IOException {
        assertThat(read("a,b,c\n,\"\",x\n"))
                .containsExactly(TextLine.of(1, List.of("a", "b", "c")), TextLine.of(2, Arrays.asList(null, "", "x")));
    }

    @Test
    void aLineThatBreaksTheRulesIsUnreadableByItself() throws IOException {
        List<TextLine> read = read("a,b\n1,\"x\"y\n2,\"open\n3,c\n4,\"d\ne\"\n5,6\" wide\n7,g\n");
        assertThat(read).extracting(TextLine::number).containsExactly(1L, 2L, 3L, 4L, 5L, 7L, 8L);
        assertThat(read)
                .extracting(line -> line.fault() == null)
                .containsExactly(true, false, false, true, true, false, true);
        assertThat(read.get(4).values()).containsExactly("4", "d\ne");
    }

    @Test
    void aLineThatIsNotUtf8IsNamed() throws IOException {
        byte[] file = "a,b\n1,\u00e4\n2,c\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(file))
                .containsExactly(
                        TextLine.of(1, List.of("a", "b")),
                        TextLine.unreadable(2, "is not UTF-8"),
                        TextLine.of(3, List.of("2", "c")));
    }

    @Test
    void anEndlessQuoteIsGivenUp() throws IOException {
        List<TextLine> read = read("a\n\"" + ("x".repeat(99) + "\n").repeat(50_000));
        assertThat(read.get(1).number()).isEqualTo(2);
        assertThat(read.get(1).fault()).isNotNull();
        assertThat(read).hasSize(50_001);
    }

    private static List<TextLine> read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<TextLine> read(byte[] file) throws IOException {
        List<TextLine> lines = new ArrayList<>();
        try (CsvReading reading = new CsvReading(new ByteArrayInputStream(file))) {
            for (TextLine line = reading.next(); line != null; line = reading.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
