package io.flangular.bootstrap.database;

import io.flangular.bootstrap.FlangularProperties;
import io.flangular.bootstrap.StartupFailure;
import io.flangular.domain.UnitOfWork;
import io.flangular.domain.resource.Resource;
import io.flangular.persistence.database.Database;
import io.flangular.persistence.database.TransactionalUnitOfWork;
import io.flangular.persistence.resource.ResourceIndexes;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The database, brought up to date before anything asks it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    Database database(FlangularProperties properties, List<Resource<?>> resources) {
        Database database = located(properties);
        try {
            database.migrate();
            ResourceIndexes.create(database, resources);
        } catch (FlywayException | IllegalStateException failure) {
            throw new StartupFailure(
                    "The database cannot be used (" + database + "): " + rootMessage(failure), failure);
        }
        LOG.info("Data is kept in {}", database);
        return database;
    }

    private static Database located(FlangularProperties properties) {
        String url = properties.database().url();
        if (url == null || url.isBlank()) {
            return Database.embedded(folder(properties.data()));
        }
        try {
            return Database.at(url);
        } catch (IllegalArgumentException refused) {
            throw new StartupFailure("flangular.database.url cannot be used: " + refused.getMessage() + ".", refused);
        }
    }

    private static Path folder(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new StartupFailure("flangular.data is " + folder + ", which cannot be made a folder.", refused);
        }
        if (!Files.isWritable(folder)) {
            throw new StartupFailure("flangular.data is " + folder + ", where nothing can be written.");
        }
        return folder;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.contains("already in use") || message.contains("file is locked")
                ? "another process has it open."
                : message.lines().findFirst().orElse(root.toString());
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(Database database) {
        return database.connect();
    }

    @Bean
    UnitOfWork unitOfWork(TransactionalOperator transaction, Database database) {
        return new TransactionalUnitOfWork(transaction, database.dialect());
    }
}
