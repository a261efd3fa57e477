package io.flangular.bootstrap.resource;

import io.flangular.domain.computer.Computer;
import io.flangular.domain.resource.Resource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The collections that are published, a line each. */
@Configuration(proxyBeanMethods = false)
class ResourceConfiguration {
    @Bean
    Resource<Computer> computer() {
        return Resource.of("computer", Computer.class);
    }
}
