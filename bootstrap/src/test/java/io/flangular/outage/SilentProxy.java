package io.flangular.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy in front of a server that can go silent: connections stay open, and nothing comes through any more, as
 * when a firewall forgets them or a machine freezes.
 */
public final class SilentProxy implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean silentToAll;
    private volatile String resetAfter;
    private volatile String freezeAfter;
    private volatile String freezeAllAfter;
    private volatile String delayAfter;
    private volatile Duration delay = Duration.ZERO;

    /** A proxy that listens on a port of its own. */
    public SilentProxy(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
        accept(listener);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** How many connections are open. */
    public int connections() {
        return links.size();
    }

    /** The connections that there are go silent for good; new ones work. */
    public void freezeEstablished() {
        links.forEach(link -> link.silent = true);
    }

    /** Nothing comes through, on connections old and new; new ones are still accepted. */
    public void freezeAll() {
        silentToAll = true;
        freezeEstablished();
    }

    /** Lets new connections work again. */
    public void thaw() {
        silentToAll = false;
    }

    /** The connection on which this is sent next is reset after it: the server gets it, and its answer is lost. */
    public void resetAfter(String text) {
        resetAfter = text;
    }

    /** The connection on which this is sent next goes silent after it: the server gets it, and its answer is lost. */
    public void freezeAfter(String text) {
        freezeAfter = text;
    }

    /** Nothing comes through any more once this is sent. */
    public void freezeAllAfter(String text) {
        freezeAllAfter = text;
    }

    /** What is sent next and has that text reaches the server so much later. */
    public void delay(String text, Duration duration) {
        delay = duration;
        delayAfter = text;
    }

    /** The connections that there are go silent for good, once so many bytes of an answer have come through. */
    public void freezeAfterBytes(long bytes) {
        links.forEach(link -> link.bytesLeft = bytes);
    }

    /** Resets every connection and refuses new ones. */
    public void refuse() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        links.forEach(Link::reset);
    }

    /** Takes connections again. */
    public void accept() {
        listener = listen(port);
        accept(listener);
    }

    @Override
    public void close() {
        refuse();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(ServerSocket socket) {
        Thread.startVirtualThread(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Link link = new Link(client);
                    links.add(link);
                    link.start();
                } catch (IOException closed) {
                    // The proxy refuses connections.
                }
            }
        });
    }

    /** A connection of the client and the one to the server that goes with it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean silent;
        private volatile boolean deaf;
        private volatile boolean mute;
        private volatile long bytesLeft = Long.MAX_VALUE;

        Link(Socket client) throws IOException {
            this.client = client;
            this.server = new Socket(InetAddress.getLoopbackAddress(), target);
            this.silent = silentToAll;
        }

        void start() {
            Thread.startVirtualThread(() -> copy(client, server, true));
            Thread.startVirtualThread(() -> copy(server, client, false));
        }

        private void copy(Socket from, Socket to, boolean request) {
            byte[] buffer = new byte[65_536];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String sent = request ? new String(buffer, 0, read, StandardCharsets.ISO_8859_1) : "";
                    if (resetAfter != null && sent.contains(resetAfter)) {
                        resetAfter = null;
                        deaf = true;
                    }
                    if (freezeAfter != null && sent.contains(freezeAfter)) {
                        freezeAfter = null;
                        mute = true;
                    }
                    if (freezeAllAfter != null && sent.contains(freezeAllAfter)) {
                        freezeAllAfter = null;
                        freezeAll();
                    }
                    if (delayAfter != null && sent.contains(delayAfter)) {
                        delayAfter = null;
                        Thread.sleep(delay);
                    }
                    if (!request) {
                        bytesLeft -= read;
                        mute |= bytesLeft < 0;
                    }
                    if (!request && deaf) {
                        break;
                    }
                    if (!silent && (request || !mute)) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException broken) {
                // Ends below.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (request || !(silent || mute)) {
                reset();
            }
        }

        void reset() {
            links.remove(this);
            try {
                client.setSoLinger(true, 0);
                client.close();
                server.close();
            } catch (IOException ignored) {
                // It is closed already.
            }
        }
    }
}
