package io.flangular.bootstrap.resource;

import io.flangular.application.resource.ResourceService;
import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.startup.TemporaryFolder;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.ManageResource;
import io.flangular.domain.resource.Resource;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.resource.R2dbcHistory;
import io.flangular.persistence.resource.R2dbcIdempotencyKeys;
import io.flangular.persistence.resource.R2dbcRepository;
import io.flangular.web.http.SiteOrigin;
import io.flangular.web.resource.ApiSettings;
import io.flangular.web.resource.ResourceRoutes;
import io.flangular.web.resource.csv.CsvUploads;
import io.flangular.web.resource.limit.RequestMemory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Repository, use cases and routes of each declared collection. */
@Configuration(proxyBeanMethods = false)
class CollectionConfiguration {
    @Bean
    RouterFunction<ServerResponse> resourceRoutes(
            ObjectProvider<Resource<?>> resources,
            DatabaseClient client,
            Database database,
            @Qualifier("collections") UnitOfWork unitOfWork,
            Clock clock,
            FlangularProperties properties,
            JsonMapper json,
            TemporaryFolder temporary) {
        List<ManageResource<?>> collections = new ArrayList<>();
        for (Resource<?> resource : resources.orderedStream().toList()) {
            collections.add(service(resource, client, database, unitOfWork, clock));
        }
        return ResourceRoutes.of(
                collections,
                new ApiSettings(properties.api().requireIfMatch(), new SiteOrigin(properties.site())),
                json,
                new CsvUploads(temporary.path()));
    }

    @Bean(destroyMethod = "close")
    TemporaryFolder temporaryFolder(FlangularProperties properties) {
        return TemporaryFolder.open(properties.data());
    }

    private static <T extends Record> ManageResource<T> service(
            Resource<T> resource, DatabaseClient client, Database database, UnitOfWork unitOfWork, Clock clock) {
        return new ResourceService<>(
                resource,
                new R2dbcRepository<>(resource, client, database.dialect(), RequestMemory::require),
                new R2dbcHistory(resource, client, RequestMemory::require),
                new R2dbcIdempotencyKeys(client),
                unitOfWork,
                clock);
    }
}
