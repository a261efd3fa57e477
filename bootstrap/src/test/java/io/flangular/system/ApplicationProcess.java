package io.flangular.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application in a process of its own, which can fail to start and be killed. */
final class ApplicationProcess implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final int port;

    private ApplicationProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts it with that port and these settings, each {@code --name=value}; a port among these wins. */
    static ApplicationProcess start(int port, List<String> jvmOptions, String... settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.flangular.FlangularApplication"));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("--server.port="))) {
            command.add("--server.port=" + port);
        }
        command.addAll(List.of(settings));
        try {
            Path output = Files.createTempFile("flangular", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ApplicationProcess(process, output, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it answers. */
    ApplicationProcess awaitReady() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/login")).build();
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            try {
                http.send(request, HttpResponse.BodyHandlers.discarding());
                return this;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("It did not start: " + output());
    }

    /** Waits until it has ended by itself and gives its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It is still running: " + output());
        }
        return process.exitValue();
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Where it listens, without a slash at the end. */
    String url() {
        return "http://localhost:" + port;
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(output);
    }
}
