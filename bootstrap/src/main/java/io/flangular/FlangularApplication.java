package io.flangular;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.mustache.autoconfigure.MustacheAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;

/** Starts Flangular. */
@SpringBootApplication(
        exclude = {
            ReactiveUserDetailsServiceAutoConfiguration.class, // users are ours
            ReactiveWebSecurityAutoConfiguration.class, // so are the authentication filters
            MustacheAutoConfiguration.class // and the templates, which are compiled once
        })
@ConfigurationPropertiesScan
public class FlangularApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FlangularApplication.class, arguments);
    }
}
