package io.flangular.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationListener;

/** Logs the URL of the application when it is ready. */
public final class Readiness implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        boolean tls = Ssl.isEnabled(
                event.getApplicationContext().getBean(ServerProperties.class).getSsl());
        LOG.info("Flangular is ready: {}://localhost:{}", tls ? "https" : "http", port);
    }
}
