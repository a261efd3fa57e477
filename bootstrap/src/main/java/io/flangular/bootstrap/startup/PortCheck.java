package io.flangular.bootstrap.startup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Fails the start early when the port is invalid or in use. The server itself binds it last, after the first
 * administrator was added and the generated password was shown.
 */
public final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final int MAX_PORT = 65_535;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        port(environment, "spring.mail.port", 1);
        int port = port(environment, "server.port", 0);
        if (port >= 0) {
            listen(environment.getProperty("server.address"), port);
        }
    }

    /** The port that is set, or the lowest one; -1 if it is no number, which Spring Boot refuses. */
    private static int port(Environment environment, String name, int lowest) {
        String given = environment.getProperty(name, String.valueOf(lowest)).strip();
        if (!given.matches("-?[0-9]{1,18}")) {
            return -1;
        }
        long port = Long.parseLong(given);
        StartupFailure.unless(
                port >= lowest && port <= MAX_PORT,
                name + " is " + given + ": a port is a number from " + lowest + " to " + MAX_PORT + ".");
        return (int) port;
    }

    private static void listen(@Nullable String host, int port) {
        InetSocketAddress address =
                host == null || host.isBlank() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        StartupFailure.unless(
                !address.isUnresolved(), "server.address is " + host + ", which is no address and no known host.");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new StartupFailure(
                    message.contains("in use")
                            ? inUse(port)
                            : "Nothing can listen on port " + port + " of " + (host == null ? "this machine" : host)
                                    + ": " + message + ".",
                    refused);
        }
    }

    static String inUse(int port) {
        return "Port " + port + " is in use: stop what listens there, or set server.port to another.";
    }
}
