package io.flangular.web.edge.head;

/**
 * The first line of a request, byte by byte: three words with one space between two of them (RFC 9112, 3). A decoder
 * may take any white space for these spaces, and any case for that of the version; a proxy in front may not.
 *
 * <p>A state is a number: how many spaces there were, and the last byte.
 */
public final class RequestLine {
    /** The state before the first byte. */
    public static final int BEGIN = state(0, (byte) ' ');

    /** The state after a byte that such a line does not have. */
    public static final int MALFORMED = -1;

    private RequestLine() {}

    /** The state after one more byte, which is not the LF at the end of the line. */
    public static int next(int state, byte value) {
        byte last = (byte) state;
        int spaces = state >> Byte.SIZE;
        if (value == ' ') {
            boolean single = last != ' ' && last != '\r' && spaces < 2;
            return single ? state(spaces + 1, value) : MALFORMED;
        }
        boolean visible = value < 0 || value > ' ' && value != 0x7f;
        boolean accepted = visible ? !(spaces == 2 && isLowerCase(value)) : value == '\r';
        return accepted && last != '\r' ? state(spaces, value) : MALFORMED;
    }

    private static int state(int spaces, byte last) {
        return spaces << Byte.SIZE | last & 0xff;
    }

    private static boolean isLowerCase(byte value) {
        return value >= 'a' && value <= 'z';
    }
}
