package io.flangular;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;

/** Starts Flangular. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class) // no user of its own
@ConfigurationPropertiesScan
public class FlangularApplication {

    /** Starts it with the settings of the command line, the environment and {@code application.yaml}. */
    public static void main(String[] arguments) {
        SpringApplication.run(FlangularApplication.class, arguments);
    }
}
