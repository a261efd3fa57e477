package io.flangular.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The application in a process of its own, which can fail to start and be killed. */
public final class ApplicationProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Flangular is ready: (http://localhost:[0-9]+)");
    /** Longer than anything takes that is not stuck. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;
    private final Map<Path, Long> threadNanos = new ConcurrentHashMap<>();

    private ApplicationProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it with these settings, each {@code --name=value}; on a port of its own unless they name one. */
    public static ApplicationProcess start(List<String> jvmOptions, String... settings) {
        return start(List.of(), jvmOptions, settings);
    }

    /** The same, where no file can be made larger than that, nor can what it prints. */
    public static ApplicationProcess startWithFilesOf(long bytes, List<String> jvmOptions, String... settings) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-XX:-UsePerfData"); // which is a file
        return start(List.of("prlimit", "--fsize=" + bytes + ":"), options, settings);
    }

    private static ApplicationProcess start(List<String> wrapper, List<String> jvmOptions, String... settings) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.flangular.FlangularApplication"));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.addAll(List.of(settings));
        try {
            Path output = Files.createTempFile("flangular", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ApplicationProcess(process, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it says that it is ready. */
    public ApplicationProcess awaitReady() {
        await().atMost(LONGEST).until(() -> READY.matcher(output()).find() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("It did not start: " + output());
        }
        return this;
    }

    /** Waits until it has ended by itself and gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST)) {
            throw new IllegalStateException("It is still running: " + output());
        }
        return process.exitValue();
    }

    /** Ends it as {@code kill} does, by SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Where it listens as it says itself, without a slash at the end. */
    public String url() {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new IllegalStateException("It is not ready: " + output());
        }
        return ready.group(1);
    }

    /** Its process identifier. */
    public long pid() {
        return process.pid();
    }

    /**
     * The processor time that it has used since the first call, in nanoseconds. It is what Linux accounts for each thread
     * that was seen; the time of a whole process is only known to the hundredth of a second.
     */
    public long cpuNanos() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            threads.forEach(thread -> threadNanos.merge(thread, nanosOf(thread), Math::max));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return threadNanos.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long nanosOf(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** What it has printed. */
    public String output() {
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
