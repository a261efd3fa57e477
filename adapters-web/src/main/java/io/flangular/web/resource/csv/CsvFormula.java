package io.flangular.web.resource.csv;

/**
 * Prevents CSV injection: an apostrophe is inserted before the character that would begin a formula in a spreadsheet. A
 * formula with an apostrophe gets another one, so that an import can undo an export.
 *
 * <p>White space and invisible characters before a formula are ignored, as some spreadsheets do. Formulas inside a
 * value are escaped as well, after each common separator and optional quotes, since a spreadsheet may expect another
 * separator. Both directions take linear time.
 */
final class CsvFormula {
    private CsvFormula() {}

    /** The value with an apostrophe before everything that a spreadsheet could take for a formula. */
    static String guard(String value) {
        return edited(value, true);
    }

    /** The value without these apostrophes. */
    static String unguard(String value) {
        return value.indexOf('\'') < 0 ? value : edited(value, false);
    }

    /**
     * Adds an apostrophe to each cell that a spreadsheet may see in the value and that is a formula after any number of
     * apostrophes, or removes one. The number does not matter, so that each direction undoes the other.
     */
    private static String edited(String value, boolean add) {
        StringBuilder edited = new StringBuilder(0);
        int copied = 0;
        for (int cell = 0; cell < value.length(); ) {
            int text = afterPadding(value, cell);
            int rest = afterApostrophes(value, text);
            if (isEvaluated(value, text, rest) && (add || text < rest)) {
                edited.append(value, copied, text);
                if (add) {
                    edited.append('\'');
                }
                copied = add ? text : text + 1;
            }
            cell = afterSplit(value, rest);
        }
        return copied == 0 && edited.isEmpty()
                ? value
                : edited.append(value, copied, value.length()).toString();
    }

    /** Whether a spreadsheet evaluates the cell at {@code text}, whose apostrophes end at {@code rest}. */
    private static boolean isEvaluated(String value, int text, int rest) {
        if (rest == value.length()) {
            return false;
        }
        return switch (value.charAt(rest)) {
            case '=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' -> true;
            // Some spreadsheets drop these at the beginning of a cell, and what follows them can be a formula.
            case '\t', '\r', '\n' -> text == 0;
            default -> false;
        };
    }

    private static int afterPadding(String value, int from) {
        int i = from;
        while (i < value.length()) {
            int c = value.codePointAt(i);
            if (c != '"' && !isBlank(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    /** Whether the character is invisible and not a separator. */
    private static boolean isBlank(int c) {
        return !isSplit(c)
                && (Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || isDefaultIgnorable(c));
    }

    /** Unicode's Default_Ignorable_Code_Point beyond the category Format, and the blank Braille pattern. */
    private static boolean isDefaultIgnorable(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                c >= 0x180B && c <= 0x180F
                        || c >= 0xFE00 && c <= 0xFE0F
                        || c >= 0xFFF0 && c <= 0xFFF8
                        || c >= 0xE0000 && c <= 0xE0FFF;
        };
    }

    private static int afterApostrophes(String value, int from) {
        int i = from;
        while (i < value.length() && value.charAt(i) == '\'') {
            i++;
        }
        return i;
    }

    private static int afterSplit(String value, int from) {
        int i = from;
        while (i < value.length() && !isSplit(value.charAt(i))) {
            i++;
        }
        return i + 1;
    }

    private static boolean isSplit(int c) {
        return switch (c) {
            case ';', ',', '|', '\t', '\r', '\n' -> true;
            default -> false;
        };
    }
}
