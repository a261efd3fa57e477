package io.flangular.edge;

import io.flangular.system.RunningApplication;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection over which a test says what no HTTP client would. */
final class RawConnection implements AutoCloseable {
    /** Longer than anything takes that is not stuck. */
    private static final int MILLIS = 30_000;

    private final Socket socket;
    private final InputStream answers;

    /** An answer; its headers by their names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** Speaks over that socket. */
    RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(MILLIS);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** A connection to the application. */
    static RawConnection to(RunningApplication application) throws IOException {
        return from("127.0.0.1", application);
    }

    /** A connection from that address of this machine, such as 127.0.0.2. */
    static RawConnection from(String address, RunningApplication application) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port(application)), MILLIS);
        return new RawConnection(socket);
    }

    static int port(RunningApplication application) {
        return URI.create(application.url()).getPort();
    }

    /** Sends that, as it is. */
    RawConnection send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next answer; an {@link EOFException} when the connection is closed instead. */
    Answer answer() throws IOException {
        String[] first = line().split(" ");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        return new Answer(
                Integer.parseInt(first[1]), headers, new String(answers.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server closes the connection, now or in a while, and says nothing more. */
    boolean closes() throws IOException {
        try {
            return answers.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
