package io.flangular.web.edge.head;

/**
 * The first line of a request, byte by byte: three words with one space between two of them (RFC 9112, 3). A decoder
 * may take any white space for these spaces, and any case for that of the version; a proxy in front may not.
 */
public final class RequestLine {
    private int spaces;
    private byte last = ' ';

    /** Whether the line may go on with that byte, which is none of its line break's LF. */
    public boolean accepts(byte value) {
        boolean afterSpace = last == ' ';
        boolean afterReturn = last == '\r';
        last = value;
        if (value == ' ') {
            spaces++;
            return !afterSpace && !afterReturn && spaces <= 2;
        }
        boolean visible = value < 0 || value > ' ' && value != 0x7f;
        return !afterReturn && (visible ? !(spaces == 2 && isLowerCase(value)) : value == '\r');
    }

    private static boolean isLowerCase(byte value) {
        return value >= 'a' && value <= 'z';
    }
}
