package io.flangular.bootstrap.problem;

import io.flangular.web.problem.ApiExceptionHandler;
import io.flangular.web.problem.CommittedResponseExceptionHandler;
import io.flangular.web.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** What is answered when something goes wrong. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    @Order(-3) // before those that answer what can still be answered
    CommittedResponseExceptionHandler committedResponseExceptionHandler() {
        return new CommittedResponseExceptionHandler();
    }

    @Bean
    @Order(-2) // before Spring Boot's own, which would answer in another form
    ApiExceptionHandler apiExceptionHandler(ProblemWriter problems) {
        return new ApiExceptionHandler(problems);
    }
}
