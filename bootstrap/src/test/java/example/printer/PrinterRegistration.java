package example.printer;

import io.flangular.domain.resource.Resource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The line by which a resource is registered; in an application it stands in ResourceConfiguration. Outside of the
 * package that the application scans, so that it is there only when asked for.
 */
@Configuration(proxyBeanMethods = false)
class PrinterRegistration {

    @Bean
    Resource<Printer> examplePrinter() {
        return Resource.of("example_printer", Printer.class);
    }
}
