package io.flangular.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * JSON for the collection protocol, right and wrong: names, values, filters and queries that are mostly well formed, so
 * that they get past the first check, and a few mutations after which they are not.
 */
final class JsonInputs {
    private static final List<String> OPERATORS = List.of(
            "==",
            "eq",
            "equals",
            "equal_to",
            "equals_to",
            "!=",
            "ne",
            "neq",
            "not_equal_to",
            "does_not_equal",
            ">",
            "gt",
            "<",
            "lt",
            ">=",
            "ge",
            "gte",
            "geq",
            "<=",
            "le",
            "lte",
            "leq",
            "like",
            "ilike",
            "not_like",
            "not_ilike",
            "in",
            "not_in",
            "is_null",
            "is_not_null");
    private static final List<String> NO_OPERATORS =
            List.of("has", "any", "EQ", "", " eq", "=", "desc", "eq\\u0000", "\\ud83d\\ude80", "or 1=1", "*", "like%");
    private static final List<String> NO_FIELDS = List.of(
            "",
            "ID",
            "Name",
            "version",
            "_change",
            "bought_on",
            "name ",
            "colour",
            "a.b",
            "id; drop table computer",
            "\\\"name\\\"",
            "\\u0000",
            "\\ud800",
            "__proto__",
            "constructor",
            "\\ud83d\\ude80",
            "*",
            "count(*)",
            "$1");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "Etage 3",
            "8 GB",
            "%",
            "_",
            "%%%%%%%%%%%%%%%%%%%%a",
            "%8%",
            "\\\\",
            "\\\\%",
            "'",
            "''",
            "\\\"",
            "'; drop table computer; --",
            "' or 1=1 --",
            "\\u0000",
            "a\\u0000b",
            "\\ud800",
            "\\udc00\\ud800",
            "\\ufffe",
            "\\ud83d\\ude80",
            "\uD83D\uDE80",
            "\u00e4\u00df\u0130\u0131",
            "e\u0301",
            "\u202e",
            "\\u2028",
            "${x}",
            "$1",
            "#{7*7}",
            "{{7*7}}",
            "?",
            ":name",
            "[",
            "(?i)(a+)+$",
            "NaN",
            "null",
            "true",
            "1",
            "01",
            "-0",
            "1e5",
            "0x10",
            "99999999999999999999",
            "1.5",
            "2026-01-31",
            "2026-02-30",
            "0000-00-00",
            "-0001-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "+5874898-01-01",
            "2026-01-31T00:00:00Z",
            "infinity",
            "today",
            "=1+1",
            "@x",
            "+1",
            "-1",
            "\\t",
            "\\n",
            "a,b;c");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "7",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999999999999999",
            "0.1",
            "-0.0",
            "1.5",
            "1e2",
            "1E+2",
            "1e-2",
            "1e99",
            "1e100",
            "1e101",
            "1e-100",
            "1e-101",
            "1e308",
            "1e309",
            "-1e400",
            "1e999999",
            "1e-999999",
            "1e999999999",
            "1e-999999999",
            "1e2147483647",
            "1e2147483648",
            "1e-2147483648",
            "1e99999999999",
            "12345678901.23",
            "99999999999.99",
            "0.005",
            "123456789.123456789",
            "0e999999999");
    private static final List<String> KEPT_NUMBERS =
            List.of("0", "1", "-1", "42", "1234567890", "9999999999", "-9999999999");
    private static final List<String> KEPT_TEXTS = List.of(
            "Etage 3",
            "8 GB",
            "x",
            "%",
            "_",
            "\\\\",
            "'",
            "\\\"",
            "'; drop table computer; --",
            "\\ud83d\\ude80",
            "\uD83D\uDE80",
            "\u00e4\u00df\u0130\u0131",
            "e\u0301",
            "$1",
            "?",
            "\\t",
            "=1+1",
            "\\ufffe",
            "01");
    private static final List<String> DATES =
            List.of("2026-01-31", "1970-01-01", "0001-01-01", "9999-12-31", "2024-02-29");
    private static final List<String> TIMES = List.of("", "T00:00:00Z", "T23:59:59.999999999+18:00", "T24:00:00Z", "T");
    private static final List<String> NO_JSON = List.of(
            "",
            "nul",
            "NaN",
            "Infinity",
            "-",
            "+1",
            "01",
            ".5",
            "1.",
            "1e",
            "'a'",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\t\"",
            "[",
            "]",
            "{",
            "}",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\"}",
            "[1 2]",
            "/* */1",
            "// x",
            "1 1",
            "undefined",
            "\uFEFF{}",
            "{}\u0000",
            "\u0000",
            "True",
            "{\"a\":1}{",
            "\u00a0{}");

    private final SplittableRandom random;
    private final List<String> fields;

    /** JSON about a collection with these fields. */
    JsonInputs(SplittableRandom random, List<String> fields) {
        this.random = random;
        this.fields = fields;
    }

    /** A query, now and then damaged. */
    String query() {
        return damaged(wellFormedQuery());
    }

    /** The query of a function call, now and then damaged. */
    String functions() {
        if (one(20)) {
            return query();
        }
        List<String> functions = repeated(
                5,
                () -> one(15)
                        ? value()
                        : object(List.of(
                                "\"name\":"
                                        + (one(10)
                                                ? value()
                                                : quoted(of(List.of("count", "sum", "avg", "min", "max")))),
                                "\"field\":" + field())));
        return damaged("{\"functions\":" + (one(20) ? value() : list(functions)) + "}");
    }

    /** A row or a part of one, now and then damaged. */
    String row() {
        return damaged(object(members()));
    }

    /** A change of many rows, now and then damaged. */
    String bulkChange() {
        List<String> members = new ArrayList<>(members());
        if (!one(10)) {
            members.add("\"q\":" + (one(15) ? value() : wellFormedQuery()));
        }
        return damaged(object(members));
    }

    /** What asks for an API token, now and then damaged. */
    String tokenOrder() {
        List<String> members = new ArrayList<>();
        members.add("\"name\":" + (one(4) ? value() : quoted(of(KEPT_TEXTS))));
        members.add("\"scope\":" + (one(4) ? value() : "\"read\""));
        if (one(2)) {
            members.add("\"ends\":" + (one(4) ? value() : quoted(of(one(2) ? TEXTS : DATES) + of(TIMES))));
        }
        return damaged(object(members));
    }

    /** A few lines of comma separated values, more or less. */
    String csv() {
        String separator = one(3) ? ";" : ",";
        StringBuilder csv = new StringBuilder(one(5) ? "\uFEFF" : "");
        csv.append(String.join(separator, one(4) ? repeated(5, this::plainField) : fields));
        int lines = random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            csv.append(one(5) ? "\n" : "\r\n").append(String.join(separator, repeated(9, () -> {
                String text = of(TEXTS);
                return one(2) ? text : "\"" + (one(5) ? text : text.replace("\"", "\"\"")) + "\"";
            })));
        }
        return damaged(csv.toString());
    }

    /** Anything at all. */
    String value() {
        int kind = random.nextInt(12);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3, 4, 5 -> of(NUMBERS);
            case 6 -> list(repeated(4, this::value));
            case 7 -> one(3) ? object(repeated(3, () -> quoted(plainField()) + ":" + value())) : "{}";
            case 8 -> one(10) ? "\"" + "x".repeat(random.nextInt(5_000)) + "\"" : quoted(of(TEXTS));
            default -> quoted(of(TEXTS));
        };
    }

    /** One of the strings that are hard to handle, without quotes. */
    String text() {
        return of(TEXTS);
    }

    /** One of the numbers that are hard to handle. */
    String number() {
        return of(NUMBERS);
    }

    private String wellFormedQuery() {
        List<String> members = new ArrayList<>();
        if (!one(6)) {
            members.add("\"filters\":" + (one(40) ? value() : filters(0)));
        }
        if (one(2)) {
            members.add("\"order_by\":" + (one(20) ? value() : list(repeated(4, this::order))));
        }
        if (one(5)) {
            members.add("\"group_by\":"
                    + (one(10) ? value() : list(repeated(3, () -> one(15) ? value() : "{\"field\":" + field() + "}"))));
        }
        if (one(4)) {
            members.add("\"limit\":" + (one(8) ? value() : Integer.toString(random.nextInt(20))));
        }
        if (one(4)) {
            members.add("\"offset\":" + (one(8) ? value() : Integer.toString(random.nextInt(20))));
        }
        if (one(6)) {
            members.add("\"single\":" + value());
        }
        if (one(30)) {
            members.add(quoted(plainField()) + ":" + value());
        }
        return object(members);
    }

    private String filters(int depth) {
        if (one(200)) {
            return nested(1 + random.nextInt(40));
        }
        return list(repeated(one(100) ? 60 : 3, () -> filter(depth)));
    }

    private String nested(int depth) {
        return "[{\"" + (one(2) ? "or" : "and") + "\":" + (depth == 0 ? filters(4) : nested(depth - 1)) + "}]";
    }

    private String filter(int depth) {
        if (one(100)) {
            return value();
        }
        if (depth < 4 && one(5)) {
            return "{\"" + (one(2) ? "or" : "and") + "\":" + (one(20) ? value() : filters(depth + 1)) + "}";
        }
        List<String> members = new ArrayList<>();
        String name = plainField();
        if (!one(100)) {
            members.add("\"name\":" + quoted(name));
        }
        String operator = one(60) ? of(NO_OPERATORS) : of(OPERATORS);
        if (!one(100)) {
            members.add("\"op\":" + (one(100) ? value() : quoted(operator)));
        }
        if (one(12)) {
            members.add("\"field\":" + field());
        }
        if (!one(40)) {
            boolean wantsList = operator.endsWith("in") != one(60);
            members.add("\"val\":"
                    + (wantsList
                            ? list(repeated(one(50) ? 1_500 : 5, () -> one(40) ? scalar() : fitting(name)))
                            : one(15) ? value() : fitting(name)));
        }
        return object(members);
    }

    private String scalar() {
        return one(2) ? of(NUMBERS) : one(10) ? value() : quoted(of(TEXTS));
    }

    private String order() {
        if (one(20)) {
            return value();
        }
        List<String> members = new ArrayList<>(List.of("\"field\":" + field()));
        if (!one(3)) {
            members.add("\"direction\":" + (one(15) ? value() : one(2) ? "\"asc\"" : "\"desc\""));
        }
        if (one(50)) {
            members.add("\"nulls\":" + value());
        }
        return object(members);
    }

    private List<String> members() {
        List<String> members = new ArrayList<>();
        boolean all = !one(4);
        for (String field : fields) {
            if (field.equals("id") ? one(15) : all || one(3)) {
                members.add(quoted(field) + ":" + (one(20) ? value() : fitting(field)));
            }
        }
        if (one(30)) {
            members.add(field() + ":" + value());
        }
        return members;
    }

    /** A value of the type that a field of that name has. */
    private String fitting(String field) {
        return switch (field) {
            case "id", "small" -> Integer.toString(random.nextInt(100));
            case "large", "exact", "price" -> of(one(6) ? NUMBERS : KEPT_NUMBERS);
            case "used" -> one(2) ? "true" : "false";
            case "boughtOn" -> quoted(of(one(6) ? TEXTS : DATES));
            default -> quoted(of(one(12) ? TEXTS : KEPT_TEXTS));
        };
    }

    private String field() {
        return one(100) ? value() : quoted(plainField());
    }

    private String plainField() {
        return one(60) ? (one(20) ? "n".repeat(3_000) : of(NO_FIELDS)) : of(fields);
    }

    private String damaged(String json) {
        if (!one(12)) {
            return json;
        }
        int at = json.isEmpty() ? 0 : random.nextInt(json.length());
        int end = json.isEmpty() ? 0 : at + random.nextInt(json.length() - at);
        return switch (random.nextInt(9)) {
            case 0 -> json.substring(0, at);
            case 1 -> json.substring(0, at) + json.substring(end);
            case 2 -> json.substring(0, at) + (char) random.nextInt(0x10000) + json.substring(at);
            case 3 -> json.substring(0, end) + json.substring(at);
            case 4 -> json.substring(0, at) + of(NO_JSON) + json.substring(at);
            case 5 -> of(NO_JSON);
            case 6 -> "[".repeat(random.nextInt(1_200)) + (one(2) ? "" : json);
            case 7 -> value();
            default ->
                json.substring(0, at)
                        + of(List.of("{", "}", "[", "]", "\"", ",", ":", "\\", "e", "-", "."))
                        + json.substring(Math.min(json.length(), at + 1));
        };
    }

    private static String object(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String list(List<String> entries) {
        return "[" + String.join(",", entries) + "]";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private List<String> repeated(int most, Supplier<String> each) {
        List<String> made = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            made.add(each.get());
        }
        return made;
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}
