package io.flangular.bootstrap.openapi;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.domain.resource.Resource;
import io.flangular.web.openapi.OpenApiDocument;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Describes the API. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    @Bean
    RouterFunction<ServerResponse> openApiRoutes(
            ObjectProvider<Resource<?>> resources, FlangularProperties properties, JsonMapper json) {
        return OpenApiDocument.route(
                OpenApiDocument.of(
                        resources.orderedStream().toList(), properties.api().requireIfMatch()),
                json);
    }
}
