package io.flangular.support.http;

import io.flangular.support.RunningApplication;
import io.flangular.support.http.Wire.Answer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection over which a test sends bytes that no HTTP client would send. */
public final class RawConnection implements AutoCloseable {
    /** Longer than anything takes that is not stuck. */
    private static final int MILLIS = 30_000;

    private final Socket socket;
    private final InputStream answers;

    /** Speaks over that socket. */
    public RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(MILLIS);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** A connection to the application. */
    public static RawConnection to(RunningApplication application) throws IOException {
        return from("127.0.0.1", application);
    }

    /** A connection from that address of this machine, such as 127.0.0.2. */
    public static RawConnection from(String address, RunningApplication application) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port(application)), MILLIS);
        return new RawConnection(socket);
    }

    public static int port(RunningApplication application) {
        return URI.create(application.url()).getPort();
    }

    /** Sends that, as it is. */
    public RawConnection send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next answer; an {@link EOFException} when the connection is closed instead. */
    public Answer answer() throws IOException {
        return Answer.read(answers, false);
    }

    /** Everything that the server sends until it closes the connection. */
    public String rest() throws IOException {
        return new String(answers.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the server closes the connection, now or in a while, and says nothing more. */
    public boolean closes() throws IOException {
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
