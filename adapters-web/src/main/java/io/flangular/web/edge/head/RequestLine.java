package io.flangular.web.edge.head;

/**
 * A state machine for the request line: three tokens with single spaces between them (RFC 9112, 3). The decoder accepts
 * any white space, and any case of the version, which a proxy in front may read differently.
 *
 * <p>A state has the number of spaces so far, and the last byte.
 */
public final class RequestLine {
    /** The state before the first byte. */
    public static final int BEGIN = state(0, (byte) ' ');

    /** The state after a byte that is not allowed there. */
    public static final int MALFORMED = -1;

    private RequestLine() {}

    /** The state after another byte, other than the LF at the end of the line. */
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
