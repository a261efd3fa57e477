package io.flangular;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Flangular. */
@SpringBootApplication
public class FlangularApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FlangularApplication.class, arguments);
    }
}
