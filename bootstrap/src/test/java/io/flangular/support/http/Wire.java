package io.flangular.support.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A keep-alive connection that sends bytes unchanged, also what no HTTP client would send. It may come from any address
 * of the loopback network, so that a test can be many clients.
 */
public final class Wire implements AutoCloseable {
    private static final int SECONDS = 10;

    private final URI url;
    private final InetAddress from;
    private Socket socket;
    private InputStream answers;

    /** An answer; its headers by their names in lower case. */
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        /** Reads the next one, to a request of the method HEAD or to another; an {@link EOFException} when none comes. */
        public static Answer read(InputStream answers, boolean toHead) throws IOException {
            String[] first = line(answers).split(" ");
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
                int colon = line.indexOf(':');
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            int status = Integer.parseInt(first[1]);
            byte[] body = new byte[0];
            if (!toHead && status != 204 && status != 304) {
                body = headers.containsKey("content-length")
                        ? exactly(
                                answers,
                                Integer.parseInt(headers.get("content-length").getFirst()))
                        : headers.containsKey("transfer-encoding") ? chunks(answers) : new byte[0];
            }
            return new Answer(status, headers, body);
        }

        private static byte[] chunks(InputStream answers) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int size;
            do {
                size = Integer.parseInt(line(answers), 16);
                body.write(exactly(answers, size));
                line(answers);
            } while (size > 0);
            return body.toByteArray();
        }

        private static byte[] exactly(InputStream answers, int length) throws IOException {
            byte[] read = answers.readNBytes(length);
            if (read.length < length) {
                throw new EOFException("The answer ended after " + read.length + " of " + length + " bytes");
            }
            return read;
        }

        private static String line(InputStream answers) throws IOException {
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

    /** A connection to where that address leads, from an address of the loopback network. */
    public Wire(URI url, InetAddress from) {
        this.url = url;
        this.from = from;
    }

    /** Sends a request and waits ten seconds at most; an {@link IOException} when there is no answer then. */
    public Answer exchange(byte[] request) throws IOException {
        if (socket != null) {
            try {
                return send(request);
            } catch (EOFException | SocketException closedMeanwhile) {
                // The server may close a connection between two requests. Only a fresh one owes an answer.
                close();
            }
        }
        connect();
        return send(request);
    }

    /** Connects beforehand, so that the first request need not do it. */
    public void connect() throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), url.getPort(), from, 0);
        socket.setSoTimeout(SECONDS * 1_000);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and sends the first part of a request. */
    public void begin(byte[] part) throws IOException {
        connect();
        socket.getOutputStream().write(part);
    }

    /** Sends the rest of a request that was begun, and waits as {@link #exchange} does. */
    public Answer finish(byte[] rest) throws IOException {
        return send(rest);
    }

    private Answer send(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException refusedEarly) {
            // A body that is too large is answered before it has been read.
        }
        String start = new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1);
        Answer answer = Answer.read(answers, start.equals("HEAD "));
        if (answer.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
