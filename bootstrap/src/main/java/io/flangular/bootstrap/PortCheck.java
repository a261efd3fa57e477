package io.flangular.bootstrap;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Refuses a number that is no port before anything is made, instead of when the server at last tries to listen. */
public final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final int HIGHEST = 65_535;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        String port = event.getEnvironment().getProperty("server.port", "0");
        if (port.matches("-?[0-9]{1,18}") && (Long.parseLong(port) < 0 || Long.parseLong(port) > HIGHEST)) {
            throw new StartupFailure("server.port is " + port + ": a port is a number from 0 to " + HIGHEST + ".");
        }
    }
}
