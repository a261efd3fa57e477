package io.flangular.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Clients that openapi-generator makes from the OpenAPI document compile, and work with a running application. */
class GeneratedClientsIT {
    /** Where Maven puts the generator, and what generated Java needs beside it. */
    private static final Path GENERATOR = Path.of("target", "client-generator");

    private static final Path FRONTEND = Path.of("..", "frontend").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static RunningApplication application;
    private static String token;

    @BeforeAll
    static void generate() throws IOException {
        application = RunningApplication.start();
        TestClient administrator = TestClient.signedIn(application);
        String order = "{\"name\": \"generated clients\", \"scope\": \"write\"}";
        token = JSON.readTree(administrator.json("POST", "/api/token", order).body())
                .get("token")
                .stringValue();
        Path document = Files.writeString(
                folder.resolve("openapi.json"),
                administrator.get("/api/openapi.json").body());
        Path java = configuration(
                "java",
                document,
                Map.of(
                        "library", "native",
                        "invokerPackage", "client",
                        "apiPackage", "client.api",
                        "modelPackage", "client.model",
                        "useJakartaEe", true,
                        "useSingleRequestParameter", "true"));
        Path typescript = configuration("typescript-fetch", document, Map.of("importFileExtension", ".js"));
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.resolve("openapi-generator-cli.jar").toString(),
                "batch",
                "--fail-fast",
                java.toString(),
                typescript.toString());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Path configuration(String generator, Path document, Map<String, Object> properties)
            throws IOException {
        Map<String, Object> configuration = Map.of(
                "generatorName",
                generator,
                "inputSpec",
                document.toString(),
                "outputDir",
                folder.resolve(generator).toString(),
                "additionalProperties",
                properties);
        return Files.writeString(folder.resolve(generator + ".json"), JSON.writeValueAsString(configuration));
    }

    @Test
    void aJavaClientWorks() throws IOException {
        List<Path> sources = new ArrayList<>(filesBelow(folder.resolve("java/src/main/java"), ".java"));
        sources.add(copied("ComputerClient.java", folder));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String classPath = filesBelow(GENERATOR, ".jar").stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        compile(sources, classes, classPath);
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                classes + File.pathSeparator + classPath,
                "ComputerClient",
                application.url(),
                token);
    }

    private static void compile(List<Path> sources, Path classes, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", classes.toString(), "-classpath", classPath, "-proc:none", "-nowarn", "-encoding", "UTF-8");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @Test
    void aTypeScriptClientWorks() throws IOException {
        Path sources = folder.resolve("typescript-fetch");
        Path program = copied("computer-client.ts", sources);
        Files.writeString(sources.resolve("package.json"), "{\"type\": \"module\"}");
        run(
                node(),
                FRONTEND.resolve("node_modules/typescript/bin/tsc").toString(),
                "--strict",
                "--noUncheckedIndexedAccess",
                "--target",
                "es2022",
                "--lib",
                "es2023,dom",
                "--module",
                "nodenext",
                "--typeRoots",
                FRONTEND.resolve("node_modules/@types").toString(),
                "--types",
                "node",
                program.toString());
        run(node(), sources.resolve("computer-client.js").toString(), application.url(), token);
    }

    /** The Node with which the frontend was built. */
    private static String node() {
        Path downloaded = FRONTEND.resolve("target/node/node");
        return Files.isExecutable(downloaded) ? downloaded.toString() : "node";
    }

    private static List<Path> filesBelow(Path top, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Path copied(String name, Path to) throws IOException {
        try (InputStream program = GeneratedClientsIT.class.getResourceAsStream(name)) {
            return Files.write(to.resolve(name), program.readAllBytes());
        }
    }

    /** Runs a program to its end; it must succeed. */
    private static void run(String... command) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as(() -> String.join(" ", command) + "\n" + text(output))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
