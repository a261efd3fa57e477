package io.flangular.system;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One connection that sends what it is given, byte for byte, also what no HTTP client would send, and reads answers. It
 * may begin at any address of the loopback network, so that a test can be many clients.
 */
public final class Wire implements AutoCloseable {
    private static final int SECONDS = 10;

    private final Socket socket;
    private final InputStream answers;

    /** An answer; its headers by their names in lower case. */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        /** The first value of a header, or an empty text. */
        public String header(String name) {
            return all(name).isEmpty() ? "" : all(name).getFirst();
        }

        /** All values of a header. */
        public List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }

        /** The body. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A connection to where that address leads, from wherever the system chooses. */
    public Wire(URI url) throws IOException {
        this(new Socket(url.getHost(), url.getPort()));
    }

    /** A connection from an address of the loopback network. */
    public Wire(URI url, InetAddress from) throws IOException {
        this(new Socket(InetAddress.ofLiteral("127.0.0.1"), url.getPort(), from, 0));
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(SECONDS * 1_000);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a part of a request. */
    public void send(byte[] part) throws IOException {
        socket.getOutputStream().write(part);
    }

    /** Sends a request, or the rest of one, and waits ten seconds at most; an {@link IOException} when there is no answer then. */
    public Answer exchange(byte[] request) throws IOException {
        try {
            send(request);
        } catch (IOException refusedEarly) {
            // A body that is too large is answered before it has been read.
        }
        return read(new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD "));
    }

    private Answer read(boolean head) throws IOException {
        String[] first = line().split(" ");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(first[1]);
        byte[] body = new byte[0];
        if (!head && status != 204 && status != 304) {
            body = headers.containsKey("content-length")
                    ? exactly(Integer.parseInt(headers.get("content-length").getFirst()))
                    : headers.containsKey("transfer-encoding") ? chunks() : new byte[0];
        }
        return new Answer(status, headers, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            body.write(exactly(size));
            line();
        } while (size > 0);
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] read = answers.readNBytes(length);
        if (read.length < length) {
            throw new EOFException("The answer ended after " + read.length + " of " + length + " bytes");
        }
        return read;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed without an answer");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
