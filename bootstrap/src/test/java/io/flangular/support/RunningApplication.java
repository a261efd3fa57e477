package io.flangular.support;

import io.flangular.FlangularApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
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
        return new RunningApplication(builder.run(arguments.toArray(String[]::new)));
    }

    /** The one on an H2 file that tests share; it stops with the JVM. */
    public static synchronized RunningApplication onH2() {
        if (onH2 == null) {
            onH2 = start();
        }
        return onH2;
    }

    /** The one on a PostgreSQL server that tests share; both stop with the JVM. */
    public static synchronized RunningApplication onPostgreSql() {
        if (onPostgreSql == null) {
            onPostgreSql = start("--flangular.database.url=" + newPostgreSql());
        }
        return onPostgreSql;
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

    /** The URL of a PostgreSQL server that is started for it, and stops with the JVM. */
    public static String newPostgreSql() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            return "r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("flangular-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
