package io.flangular.bootstrap;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Prints only the reason of a startup failure. */
public final class StartupFailureReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("Flangular cannot start: " + analysis.getDescription());
    }
}
