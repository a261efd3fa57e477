package io.flangular.domain.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A mail server on 127.0.0.1 that takes one connection with one mail. */
public final class MailServer implements AutoCloseable {
    private final CompletableFuture<String> received = new CompletableFuture<>();
    private final ServerSocket server;

    /** One that takes whatever it is given. */
    public MailServer() throws IOException {
        this("250 ok");
    }

    /** One that says this to the mail. */
    public MailServer(String answer) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> receive(answer));
    }

    /** A port that nobody listens at, nor will while the socket is open. */
    public static Socket closedPort() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** The mail as it was sent, with headers; waits for it when it is still to come. */
    public String received() throws Exception {
        return received.get(1, TimeUnit.MINUTES);
    }

    private void receive(String answer) {
        try (Socket socket = server.accept()) {
            received.complete(converse(socket, answer));
        } catch (IOException failure) {
            received.completeExceptionally(failure);
        }
    }

    private static String converse(Socket socket, String answer) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        StringBuilder mail = new StringBuilder();
        say(out, "220 ready");
        for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
            if (line.equals("DATA")) {
                say(out, "354 go on");
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    mail.append(line).append("\r\n");
                }
                say(out, answer);
            } else {
                say(out, "250 ok");
            }
        }
        say(out, "221 bye");
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
