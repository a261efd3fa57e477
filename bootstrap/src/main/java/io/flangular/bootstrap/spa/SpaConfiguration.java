package io.flangular.bootstrap.spa;

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

/** The built frontend, from the folder {@code frontend} of the class path. */
@Configuration(proxyBeanMethods = false)
class SpaConfiguration {
    private static final String FOLDER = "frontend";

    @Bean
    Pages pages() {
        return Pages.of(FOLDER);
    }

    /** Comes after all routes and controllers: it answers whatever they do not. */
    @Bean
    SimpleUrlHandlerMapping spa(Pages pages) {
        SpaHandler handler = new SpaHandler(FrontendFiles.of(FOLDER), pages);
        return new SimpleUrlHandlerMapping(Map.of("/**", handler), Ordered.LOWEST_PRECEDENCE - 10);
    }

    @Bean
    @Order(-2) // before Spring Boot's own, which would answer in another form
    ErrorPages errorPages(Pages pages, ProblemWriter problems) {
        return new ErrorPages(pages, problems);
    }
}
