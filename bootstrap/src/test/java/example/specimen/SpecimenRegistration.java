package example.specimen;

import io.flangular.domain.resource.Resource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers specimens, in tests that ask for it. */
@Configuration(proxyBeanMethods = false)
public class SpecimenRegistration {

    @Bean
    Resource<Specimen> specimen() {
        return Resource.of("specimen", Specimen.class);
    }
}
