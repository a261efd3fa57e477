package io.flangular.support;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs that tests need beside the JVM: those that are installed, otherwise Debian's packages, which root can
 * install.
 */
public final class DebianPackage {
    /** Where Debian has servers, which the path of other users lacks. */
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    /** Several builds may run on one machine, and apt-get fails where another one runs. */
    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "flangular-apt.lock");

    private DebianPackage() {}

    /** The program of that name, which the packages bring where it is missing. */
    public static Path program(String name, String... packages) {
        return installed(name).orElseGet(() -> {
            install(packages);
            return installed(name)
                    .orElseThrow(() -> new IllegalStateException(Arrays.toString(packages) + " bring no " + name));
        });
    }

    /** The first program of these names that is installed. */
    public static Optional<Path> installed(String... names) {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator)));
        folders.addAll(MORE_FOLDERS);
        return folders.stream()
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Installs packages with all that they depend on. */
    public static synchronized void install(String... packages) {
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
        command.addAll(List.of(packages));
        try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            run(List.of("apt-get", "update", "-qq"));
            run(command);
        } catch (IOException | IllegalStateException failure) {
            throw new IllegalStateException(
                    "A test needs what the packages " + String.join(", ", packages)
                            + " bring: install it, or run as root on Debian.",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process running = process.start();
        if (!running.waitFor(10, TimeUnit.MINUTES) || running.exitValue() != 0) {
            running.destroy();
            throw new IllegalStateException(String.join(" ", command) + " failed.");
        }
    }
}
