package io.flangular.printer;

import io.flangular.domain.resource.Resource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The line by which a resource is registered; in an application it stands in ResourceConfiguration. */
@Configuration(proxyBeanMethods = false)
class PrinterRegistration {

    @Bean
    Resource<Printer> printer() {
        return Resource.of("printer", Printer.class);
    }
}
