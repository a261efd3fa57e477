package io.flangular.web.resource.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flangular.domain.resource.imports.TextLine;
import io.flangular.domain.resource.schema.FieldType;
import io.flangular.domain.resource.schema.Sample;
import io.flangular.web.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final CsvLines<Sample> WRITING = new CsvLines<>(Sample.RESOURCE.schema());

    @Test
    void nullIsAnEmptyFieldAndTheEmptyStringIsTwoQuotes() {
        assertThat(text(WRITING.header())).isEqualTo("id,name,order,count,distance,price,used,boughtOn\r\n");
        Sample full = new Sample(
                "a, \"b\"\r\nc",
                "",
                Integer.MIN_VALUE + Integer.MAX_VALUE + 1,
                Long.MIN_VALUE,
                new BigDecimal("1E+3"),
                true,
                LocalDate.of(2026, 1, 31));
        assertThat(text(WRITING.line(Sample.RESOURCE.schema().stored(7, 3, full))))
                .isEqualTo("7,\"a, \"\"b\"\"\r\nc\",\"\",0,-9223372036854775808,1000,true,2026-01-31\r\n");
        assertThat(text(WRITING.line(
                        Sample.RESOURCE.schema().stored(8, 1, new Sample(" x ", null, 1, null, null, false, null)))))
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
                " =1",
                " '=1",
                "' =1",
                "\u00a0=1",
                "\u200b'=1",
                "\ufeff\"=1",
                "a; =1",
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
    void everyStringSurvivesARoundTrip(String value) throws IOException {
        Sample sample = new Sample("name" + value, value, 0, null, null, false, null);
        String line = text(WRITING.line(Sample.RESOURCE.schema().stored(1, 1, sample)));
        assertThat(read(text(WRITING.header()) + line).get(1))
                .isEqualTo(TextLine.of(2, Arrays.asList("1", "name" + value, value, "0", null, null, "false", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝a", "＋a", "－a", "＠a"})
    void formulasOfSpreadsheetsAreEscaped(String formula) {
        assertThat(CsvFormula.guard(formula)).isEqualTo("'" + formula);
        assertThat(CsvFormula.guard("'" + formula)).isEqualTo("''" + formula);
        assertThat(CsvFormula.unguard(formula)).as("what nobody guarded").isEqualTo(formula);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "   ",
                "\u00a0",
                "\u200b",
                "\ufeff",
                "\u00ad",
                "\u2060",
                "\u3000",
                "\u2028",
                "\u000b",
                "\u0000",
                "\udb40\udc20",
                "\f",
                "\u007f",
                "\u0085",
                "\u2029",
                "\u034f",
                "\u115f\u1160",
                "\u17b4",
                "\u180b",
                "\u2800",
                "\u3164",
                "\ufe00",
                "\ufe0f",
                "\uffa0",
                "\udb40\udd00",
                " \u200b\"\u00a0\ufe0f"
            })
    void whiteSpaceAndInvisibleCharactersDoNotHideAFormula(String padding) {
        for (String formula : List.of("=HYPERLINK(\"x\")", "+1", "-1", "@a", "＝1", "'=1", "''-1")) {
            for (String start : List.of("", "a;", "a\n\"", "\t", ";,")) {
                String value = start + padding + formula;
                String first = start.equals("\t") ? "'" : "";
                assertThat(CsvFormula.guard(value)).isEqualTo(first + start + padding + "'" + formula);
                assertThat(CsvFormula.unguard(CsvFormula.guard(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "'",
                "' =1",
                "'a",
                "a=1",
                "a -1",
                " a;b",
                "a; 'b",
                "\u200b",
                "\udb40",
                "\udc20=1",
                "x\u000b=1",
                "🚀=1",
                "\"a\"",
                "漢-1"
            })
    void valuesThatAreNoFormulasAreNotEscaped(String value) {
        assertThat(CsvFormula.guard(value)).isSameAs(value);
        assertThat(CsvFormula.unguard(value)).isEqualTo(value);
    }

    @Test
    void onlyEscapedValuesLoseTheirApostrophe() {
        assertThat(CsvFormula.unguard(" '=1")).isEqualTo(" =1");
        assertThat(CsvFormula.unguard("a; '=1;''+1")).isEqualTo("a; =1;'+1");
        assertThat(CsvFormula.unguard("a'=1;' =1;'a")).isEqualTo("a'=1;' =1;'a");
    }

    @Test
    void numbersAreNotEscaped() {
        Sample negative = new Sample("x", null, 0, -1L, new BigDecimal("-1.5"), false, null);
        assertThat(text(WRITING.line(Sample.RESOURCE.schema().stored(1, 1, negative))))
                .isEqualTo("1,x,,0,-1,-1.5,false,\r\n");
    }

    @Test
    void everyValueIsReadAsItWasWritten() {
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
    void everyKindOfLineBreakEndsALine(String end) throws IOException {
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
    void quotedAndUnquotedFieldsCanBeMixed() throws IOException {
        assertThat(read("a,b,c\n,\"\",x\n"))
                .containsExactly(TextLine.of(1, List.of("a", "b", "c")), TextLine.of(2, Arrays.asList(null, "", "x")));
    }

    @Test
    void aMalformedLineDoesNotAffectOthers() throws IOException {
        List<TextLine> read = read("a,b\n1,\"x\"y\n2,\"open\n3,c\n4,\"d\ne\"\n5,6\" wide\n7,g\n");
        assertThat(read).extracting(TextLine::number).containsExactly(1L, 2L, 3L, 4L, 5L, 7L, 8L);
        assertThat(read)
                .extracting(line -> line.error() == null)
                .containsExactly(true, false, false, true, true, false, true);
        assertThat(read.get(4).values()).containsExactly("4", "d\ne");
    }

    @Test
    void aLineThatIsNotUtf8IsReported() throws IOException {
        byte[] file = "a,b\n1,\u00e4\n2,c\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(file))
                .containsExactly(TextLine.of(1, List.of("a", "b")), TextLine.unreadable(2, "is not UTF-8"));
    }

    @Test
    void undeclaredUtf16IsReportedOnce() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            List<TextLine> read = read("name,ram\na,b\nc,d\n".getBytes(charset));
            assertThat(read).hasSize(1);
            assertThat(read.getFirst().error()).contains("U+0000", "charset=utf-16le");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "SEP=;\r\n", "\"sep=;\"\r", "\uFEFFsep=;\n", "\n\nsep=;;;;\n"})
    void theSeparatorCanBeDeclared(String declaration) throws IOException {
        assertThat(read(declaration + "name,x;ram\n1,5;2|3\n"))
                .extracting(TextLine::values)
                .containsExactly(List.of("name,x", "ram"), List.of("1,5", "2|3"));
    }

    @Test
    void aDeclaredSeparatorMustBeKnown() throws IOException {
        for (String declaration : List.of("sep=", "sep=x", "sep=\u00a0")) {
            assertThat(read(declaration + "\nname\n").getFirst())
                    .isEqualTo(TextLine.unreadable(1, "must name the separator ; , | or a tab"));
        }
        assertThat(read("sep=\t\na\tb\n").getFirst().values()).containsExactly("a", "b");
        assertThat(read("sep=|\na|b\n").getFirst().values()).containsExactly("a", "b");
        assertThat(read("sep=,\na,b\n").getFirst().values()).containsExactly("a", "b");
    }

    @Test
    void theSeparatorIsTheMostFrequentOneOutsideOfQuotesInTheFirstLine() throws IOException {
        assertThat(read("\"a,b,c\";d;e\n").getFirst().values()).containsExactly("a,b,c", "d", "e");
        assertThat(read("a\tb, c\td\n1\t \"x\ty\" \t2\n"))
                .extracting(TextLine::values)
                .containsExactly(List.of("a", "b, c", "d"), List.of("1", "x\ty", "2"));
        assertThat(read("a|b\n").getFirst().values()).containsExactly("a", "b");
    }

    @Test
    void whiteSpaceAroundQuotesIsIgnored() throws IOException {
        assertThat(read("a,b\nXeon, \"8 GB\"\n \"x, \"\"y\"\"\" ,\t\" z \"\n x , y \n"))
                .extracting(TextLine::values)
                .containsExactly(
                        List.of("a", "b"), List.of("Xeon", "8 GB"), List.of("x, \"y\"", " z "), List.of(" x ", " y "));
        assertThat(read("a,b\nXeon,\u00a0\"8 GB\"\n").get(1).error()).contains("quote in the wrong place");
        assertThat(read("a,b\n15\" wide,15\" high\n").get(1).values()).containsExactly("15\" wide", "15\" high");
    }

    @Test
    void backslashNIsNull() throws IOException {
        assertThat(read("a,b\n\\N,\"\\N\"\n").get(1).values()).containsExactly(null, "\\N");
    }

    @Test
    void theLastLineNeedsNoLineBreakAndLineBreaksMayBeMixed() throws IOException {
        assertThat(read("a,b\r1,2\r\n3,4\n5,6")).extracting(TextLine::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(read("a,b\n1,\"2\"")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;=1+1", "a\t=1", "a|=1", "a,=1", "a\n=1", "a;\"=1", "a; =1", "\"\"=1", "a;-1", "a;+1;@b", "a;＝1"
            })
    void formulasAfterOtherSeparatorsAreEscaped(String value) {
        String guarded = CsvFormula.guard(value);
        for (String cell : guarded.split("[;,|\t\r\n]")) {
            assertThat(cell.replaceFirst("^\"*", "")).doesNotContainPattern("^[=+\\-@＝]");
        }
        assertThat(CsvFormula.unguard(guarded)).isEqualTo(value);
    }

    @Test
    void anyMixOfSpecialCharactersSurvivesARoundTrip() throws IOException {
        Random random = new Random(34);
        String alphabet = ";,|\t\r\n\"'=+-@\uFF1D a\\N\u00a0\uFEFF\u200B\f\u0085\u2028\u034F\u2800\uFE0F";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String text = value.toString();
            assertThat(CsvFormula.unguard(CsvFormula.guard(text))).isEqualTo(text);
            if (i % 10 == 0) {
                everyStringSurvivesARoundTrip(text);
            }
        }
    }

    @Test
    void valuesWithOtherSeparatorsAreQuoted() {
        for (String value : List.of("a;b", "a\tb", "a|b", "\\N")) {
            Sample sample = new Sample("x", value, 0, null, null, false, null);
            assertThat(text(WRITING.line(Sample.RESOURCE.schema().stored(1, 1, sample))))
                    .isEqualTo("1,x,\"" + value + "\",0,,,false,\r\n");
        }
    }

    @Test
    void aFileIsDecodedByItsByteOrderMarkOrDeclaredCharset() throws IOException {
        String text = "name,ram\nGröße,ein €\n";
        Charset cp1252 = Charset.forName("windows-1252");
        record Case(String bytes, Charset encoding, Charset declared) {}
        for (Case each : List.of(
                new Case("\uFEFF" + text, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8),
                new Case("\uFEFF" + text, StandardCharsets.UTF_16BE, cp1252),
                new Case("\uFEFF" + text, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1),
                new Case("\uFEFF" + text, Charset.forName("UTF-32LE"), StandardCharsets.UTF_8),
                new Case(text, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16),
                new Case(text, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16),
                new Case(text, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16LE),
                new Case(text, cp1252, cp1252),
                new Case(text, cp1252, StandardCharsets.ISO_8859_1),
                new Case(text, StandardCharsets.UTF_8, StandardCharsets.US_ASCII))) {
            assertThat(converted(each.bytes.getBytes(each.encoding), each.declared))
                    .as(each.toString())
                    .extracting(TextLine::values)
                    .containsExactly(List.of("name", "ram"), List.of("Größe", "ein €"));
        }
    }

    @Test
    void binaryDataIsRefused() throws IOException {
        for (int[] magic :
                List.of(new int[] {0x50, 0x4B, 3, 4}, new int[] {0xD0, 0xCF, 0x11, 0xE0}, new int[] {0x1F, 0x8B})) {
            byte[] file = new byte[100];
            for (int i = 0; i < magic.length; i++) {
                file[i] = (byte) magic[i];
            }
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> converted(file, StandardCharsets.UTF_8));
        }
    }

    @Test
    void readingEndsAtALineInAnotherEncoding() throws IOException {
        Charset latin1 = StandardCharsets.ISO_8859_1;
        Charset cp1252 = Charset.forName("windows-1252");
        Charset utf8 = StandardCharsets.UTF_8;
        Charset utf16 = StandardCharsets.UTF_16LE;
        String save = "; save the file as UTF-8";
        String name = save + ", or name the encoding that it has";
        String many = "a\u00e4\r\n".repeat(20_000);
        record Case(byte[] bytes, Charset declared, int line, String fault) {}
        for (Case each : List.of(
                new Case("abc".getBytes(utf8), utf16, 1, "is not UTF-16LE, as it is said to be" + name),
                new Case("abc".getBytes(utf8), StandardCharsets.UTF_16, 1, "is not UTF-16, as it is said to be" + name),
                new Case(
                        utf16("\uFEFFa\nb\n\uD800c\nd\n"),
                        utf8,
                        3,
                        "is not UTF-16LE, as the byte order mark says" + save),
                new Case(utf16("a\nb\n\uD800"), utf16, 3, "is not UTF-16LE, as it is said to be" + name),
                new Case(
                        "a\r\nb\rc\n\u0081\nd".getBytes(latin1),
                        cp1252,
                        4,
                        "is not windows-1252, as it is said to be" + name),
                new Case((many + "b\u0081").getBytes(latin1), latin1, 20_001, "is not windows-1252" + name),
                new Case(
                        "\u00ef\u00bb\u00bfa\n\u00fc\n".getBytes(latin1),
                        cp1252,
                        2,
                        "is not UTF-8, as the byte order mark says" + save),
                new Case(
                        "a\n\u00fc\n".getBytes(latin1),
                        StandardCharsets.US_ASCII,
                        2,
                        "is not US-ASCII, as it is said to be" + name),
                new Case(
                        "a\n\u00fc\n".getBytes(latin1),
                        utf8,
                        2,
                        "is not UTF-8" + save
                                + ", or name its encoding, as in \"Content-Type: text/csv; charset=windows-1252\""))) {
            List<TextLine> lines = converted(each.bytes, each.declared);
            assertThat(lines).as(each.fault).hasSize(each.line);
            assertThat(lines.getLast()).isEqualTo(TextLine.unreadable(each.line, each.fault));
        }
    }

    /** Lone surrogates as they are, unlike an encoder. */
    private static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static List<TextLine> converted(byte[] file, Charset declared) throws IOException {
        Path path = Files.createTempFile("flangular", ".csv");
        try {
            Files.write(path, file);
            String malformed = CsvEncoding.convert(path, declared);
            return read(Files.readAllBytes(path), malformed);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void linesOfSeparatorsAreSkippedButLinesOfNullsAreNot() throws IOException {
        assertThat(read("name,ram\n,\n\n  \n\\N,\\N\n,\\N\n\"\",\n\"\"\n,,,\n"))
                .containsExactly(
                        TextLine.of(1, List.of("name", "ram")),
                        TextLine.of(5, Arrays.asList(null, null)),
                        TextLine.of(6, Arrays.asList(null, null)),
                        TextLine.of(7, Arrays.asList("", null)),
                        TextLine.of(8, List.of("")));
        assertThat(read("name\n\n\\N\n"))
                .containsExactly(TextLine.of(1, List.of("name")), TextLine.of(3, Arrays.asList((String) null)));
    }

    @Test
    void anUnclosedQuoteIsGivenUp() throws IOException {
        List<TextLine> read = read("a\n\"" + ("x".repeat(99) + "\n").repeat(50_000));
        assertThat(read.get(1).number()).isEqualTo(2);
        assertThat(read.get(1).error()).isNotNull();
        assertThat(read).hasSize(50_001);
    }

    @Test
    void aValueOfTooManyLineBreaksIsRefusedAndTheRestIsRead() throws IOException {
        String most = "\n".repeat(1 << 18);
        List<TextLine> read = read("a\nx,\"" + most + "\"\ny,\"" + "\n".repeat(400_000) + "\"\nz\n");
        assertThat(read.get(1).values()).containsExactly("x", most);
        TextLine refused = read.get(2);
        assertThat(refused.number()).isEqualTo(3 + most.length());
        assertThat(refused.error()).contains("more than 2000000 characters or 300000 line breaks");
        assertThat(read.getLast().values()).containsExactly("z");
    }

    private static List<TextLine> read(String file) throws IOException {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<TextLine> read(byte[] file) throws IOException {
        return read(file, "is not UTF-8");
    }

    private static List<TextLine> read(byte[] file, String malformed) throws IOException {
        List<TextLine> lines = new ArrayList<>();
        Path path = Files.createTempFile("flangular", ".csv");
        try (CsvParser parser = new CsvParser(path, malformed)) {
            Files.write(path, file);
            for (TextLine line = parser.next(); line != null; line = parser.next()) {
                lines.add(line);
            }
        } finally {
            Files.delete(path);
        }
        return lines;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
