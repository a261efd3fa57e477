package example.printer;

import io.flangular.support.RunningApplication;

/** The application with printers. */
public final class PrinterApplication {
    private PrinterApplication() {}

    /** Starts it with these settings, each {@code --name=value}. */
    public static RunningApplication start(String... settings) {
        return RunningApplication.start(PrinterRegistration.class, settings);
    }
}
