package io.flangular.support;

import io.flangular.FlangularApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;

/** The whole application, started for tests on a port of its own, with a database of its own. */
public final class RunningApplication implements AutoCloseable {
    /** Who can log in. */
    public static final String EMAIL = "admin@flangular.js";
    /** With which password. */
    public static final String PASSWORD = "a long password for tests";

    private static RunningApplication onH2;
    private static RunningApplication onPostgreSql;
    private static EmbeddedPostgres postgreSql;
    private static int databases;
    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it with an empty data folder and these settings, each {@code --name=value}. */
    public static RunningApplication start(String... settings) {
        return start(FlangularApplication.class, settings);
    }

    /** Starts it with a configuration class of the test's own beside the application's. */
    public static RunningApplication start(Class<?> configuration, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("--flangular.admin.email=" + EMAIL, "--flangular.admin.password=" + PASSWORD));
        arguments.addAll(List.of(settings));
        // Given twice, a setting becomes a list.
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--flangular.data="))) {
            arguments.add("--flangular.data=" + temporaryFolder());
        }
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--server.port="))) {
            arguments.add("--server.port=0");
        }
        SpringApplicationBuilder builder = new SpringApplicationBuilder(FlangularApplication.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(ReactorResourceFactory.class, RunningApplication::ownNetty));
        if (configuration != FlangularApplication.class) {
            builder.sources(configuration);
        }
        // One after the other: all of them initialize the same logging system.
        synchronized (RunningApplication.class) {
            return new RunningApplication(builder.run(arguments.toArray(String[]::new)));
        }
    }

    /** The one on an H2 file that tests share; it stops with the JVM. */
    public static synchronized RunningApplication onH2() {
        if (onH2 == null) {
            onH2 = start();
        }
        return onH2;
    }

    /** The one on PostgreSQL that tests share; it stops with the JVM. */
    public static synchronized RunningApplication onPostgreSql() {
        if (onPostgreSql == null) {
            onPostgreSql = start("--flangular.database.url=" + newDatabase());
        }
        return onPostgreSql;
    }

    /** The two that tests share. */
    static Stream<RunningApplication> onBothDatabases() {
        return Stream.of(onH2(), onPostgreSql());
    }

    /** The name of its database in reports of tests. */
    @Override
    public String toString() {
        return database().getConnectionFactory().getMetadata().getName();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Straight into its database. */
    public DatabaseClient database() {
        return context.getBean(DatabaseClient.class);
    }

    /** Ends every session, and waits until the application has noticed: it may remember a session for a second. */
    public void endAllSessions() {
        database().sql("delete from login_session").then().block();
        try {
            Thread.sleep(1_100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs inside. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** The paths of its routes as they are declared, such as {@code /api/computer/{id}}. */
    public Set<String> routes() {
        Set<String> found = new TreeSet<>();
        RequestPredicates.Visitor path = visitor(RequestPredicates.Visitor.class, (name, arguments) -> {
            if (name.equals("path")) {
                found.add((String) arguments[0]);
            }
        });
        RouterFunctions.Visitor route = visitor(RouterFunctions.Visitor.class, (name, arguments) -> {
            if (name.equals("route")) {
                ((RequestPredicate) arguments[0]).accept(path);
            }
        });
        context.getBeansOfType(RouterFunction.class).values().forEach(routing -> routing.accept(route));
        return found;
    }

    private static <V> V visitor(Class<V> type, BiConsumer<String, Object[]> visit) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    visit.accept(method.getName(), arguments);
                    return null;
                }));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Several applications live in the JVM of the tests: without threads of its own, one that closes stops the others'. */
    private static ReactorResourceFactory ownNetty() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }

    /** The URL of an empty database of the PostgreSQL server that tests share; it stops with the JVM. */
    public static synchronized String newDatabase() {
        if (postgreSql == null) {
            postgreSql = startPostgreSql();
        }
        String name = "test" + ++databases;
        try (Connection connection = postgreSql.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return url(postgreSql, name);
    }

    /** The URL of a PostgreSQL server that is started for one test class, and stops with the JVM. */
    public static String newPostgreSql() {
        return url(startPostgreSql(), "postgres");
    }

    private static EmbeddedPostgres startPostgreSql() {
        try {
            // Nothing of it has to survive a crash of the machine.
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String url(EmbeddedPostgres server, String database) {
        return "r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/" + database;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("flangular-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
