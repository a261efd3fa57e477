package io.flangular.bootstrap.problem;

import io.flangular.web.problem.AddressLimit;
import io.flangular.web.problem.ApiExceptionHandler;
import io.flangular.web.problem.ProblemWriter;
import io.flangular.web.problem.SearchRepair;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** What is answered when something goes wrong, and to addresses that are wrong before anything else is. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 50) // after the security headers, before the gates
    AddressLimit addressLimit(ProblemWriter problems) {
        return new AddressLimit(problems);
    }

    @Bean
    NettyServerCustomizer searchRepair() {
        SearchRepair repair = new SearchRepair();
        return server -> server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "searchRepair", repair));
    }

    @Bean
    @Order(-2) // before Spring Boot's own, which would answer in another form
    ApiExceptionHandler apiExceptionHandler(ProblemWriter problems) {
        return new ApiExceptionHandler(problems);
    }
}
