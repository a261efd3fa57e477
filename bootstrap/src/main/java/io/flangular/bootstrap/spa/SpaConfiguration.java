package io.flangular.bootstrap.spa;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.StartupFailure;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.spa.ErrorPages;
import io.flangular.web.spa.FrontendFiles;
import io.flangular.web.spa.Pages;
import io.flangular.web.spa.SpaHandler;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The built frontend. */
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

    /** Comes after all routes and controllers: it answers whatever they do not. */
    @Bean
    SimpleUrlHandlerMapping spa(Pages pages, FlangularProperties properties) {
        SpaHandler handler = new SpaHandler(FrontendFiles.of(properties.frontend()), pages);
        return new SimpleUrlHandlerMapping(Map.of("/**", handler), Ordered.LOWEST_PRECEDENCE - 10);
    }

    @Bean
    @Order(-2) // before Spring Boot's own, which would answer in another form
    ErrorPages errorPages(Pages pages, ProblemWriter problems) {
        return new ErrorPages(pages, problems);
    }
}
