package io.flangular.proxy;

import io.flangular.support.DebianPackage;
import io.flangular.support.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real nginx in front of an application, with the configuration of docs/operations.md and the directives that a test adds. */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, and waits until it listens. */
    static Nginx before(RunningApplication application, String directives) throws IOException, InterruptedException {
        Path program = DebianPackage.program("nginx", "nginx-light");
        Path folder = Files.createTempDirectory("flangular-nginx");
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"), """
                    daemon off;
                    pid %1$s/pid;
                    error_log stderr;
                    events {}
                    http {
                        access_log off;
                        client_body_temp_path %1$s/body;
                        proxy_temp_path %1$s/proxy;
                        fastcgi_temp_path %1$s/fastcgi;
                        uwsgi_temp_path %1$s/uwsgi;
                        scgi_temp_path %1$s/scgi;
                        server {
                            listen 127.0.0.1:%2$d;
                            %3$s
                            %4$s
                        }
                    }
                    """.formatted(folder, port, directives, documented(application)));
        Process process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!listens(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("nginx ended: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(20);
        }
        return new Nginx(process, port);
    }

    /** The block of docs/operations.md, with the application's address in place of the example's. */
    private static String documented(RunningApplication application) throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        int start = page.indexOf("    large_client_header_buffers");
        String block = page.substring(start, page.indexOf("\n\n", page.indexOf("location / {", start)));
        String example = "proxy_pass http://10.0.0.8:8080;";
        if (!block.contains(example)) {
            throw new IllegalStateException("docs/operations.md has no configuration of nginx.");
        }
        return block.replace(
                example,
                "proxy_pass http://127.0.0.1:" + URI.create(application.url()).getPort() + ";");
    }

    /** Where it listens, without a slash at the end. */
    String url() {
        return "http://localhost:" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
