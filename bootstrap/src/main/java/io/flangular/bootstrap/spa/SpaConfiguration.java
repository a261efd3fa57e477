package io.flangular.bootstrap.spa;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.web.spa.Pages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the built frontend. */
@Configuration(proxyBeanMethods = false)
class SpaConfiguration {
    @Bean
    Pages pages(FlangularProperties properties) {
        String frontend = properties.frontend();
        if (SpaConfiguration.class.getClassLoader().getResource(frontend + "/templates/index.html") == null) {
            throw new StartupFailure("flangular.frontend is \"" + frontend
                    + "\": the class path has no such folder with a built frontend.");
        }
        return Pages.of(frontend);
    }
}
