package io.flangular.fuzz;

import io.flangular.system.RunningApplication;
import io.flangular.system.TestClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A connection that is kept alive, of somebody who is signed in. It sends what no HTTP client would, such as addresses
 * that are badly encoded, and so speaks HTTP itself.
 */
final class Connection implements AutoCloseable {
    private static final int SECONDS = 10;

    private final URI url;
    private final Map<String, String> cookies;
    private Socket socket;
    private InputStream answers;

    /** An answer; its headers by their names in lower case. */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Connection(RunningApplication application) {
        url = URI.create(application.url());
        cookies = new LinkedHashMap<>(TestClient.signedIn(application).cookies());
    }

    /** Sends it and waits ten seconds at most; an {@link IOException} when there is no answer then. */
    Answer send(Input input) throws IOException {
        if (socket != null) {
            try {
                return exchange(input);
            } catch (EOFException closedMeanwhile) {
                // The server may close a connection between two requests. Only a fresh one owes an answer.
                close();
            }
        }
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(SECONDS * 1_000);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
        return exchange(input);
    }

    private Answer exchange(Input input) throws IOException {
        try {
            socket.getOutputStream().write(bytes(input));
        } catch (IOException refusedEarly) {
            // A body that is too large is answered before it has been read.
        }
        Answer answer = read(input.method().equals("HEAD"));
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(this::keep);
        if (answer.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return answer;
    }

    private byte[] bytes(Input input) throws IOException {
        String cookie = cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        String head = input.method() + " " + input.target() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nCookie: " + cookie + "\r\nX-XSRF-TOKEN: " + cookies.get("XSRF-TOKEN") + "\r\nContent-Length: "
                + input.body().length + "\r\n"
                + input.headers().stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(input.body());
        return bytes.toByteArray();
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

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (!pair[1].isEmpty()) {
            cookies.put(pair[0], pair[1]);
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
