package io.flangular.bootstrap.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Refuses a port that is none, or that cannot be listened on, before anything is made: when the server at last tries to
 * listen, the first administrator has been added and their password has been shown.
 */
public final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final int HIGHEST = 65_535;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        port(environment, "spring.mail.port", 1);
        int port = port(environment, "server.port", 0);
        if (port >= 0) {
            listen(environment.getProperty("server.address"), port);
        }
    }

    /** The port of that name, the lowest one if it is not set; -1 if it is no number, which Spring Boot refuses. */
    private static int port(Environment environment, String name, int lowest) {
        String given = environment.getProperty(name, String.valueOf(lowest)).strip();
        if (!given.matches("-?[0-9]{1,18}")) {
            return -1;
        }
        long port = Long.parseLong(given);
        if (port < lowest || port > HIGHEST) {
            throw new StartupFailure(
                    name + " is " + given + ": a port is a number from " + lowest + " to " + HIGHEST + ".");
        }
        return (int) port;
    }

    private static void listen(@Nullable String host, int port) {
        InetAddress address;
        try {
            address = host == null || host.isBlank() ? null : InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new StartupFailure("server.address is " + host + ", which is no address and no known host.", unknown);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
        } catch (IOException refused) {
            String message = String.valueOf(refused.getMessage());
            throw new StartupFailure(
                    message.contains("in use")
                            ? "Port " + port + " is in use: stop what listens there, or set server.port to another."
                            : "Nothing can listen on port " + port + " of " + (host == null ? "this machine" : host)
                                    + ": " + message + ".",
                    refused);
        }
    }
}
