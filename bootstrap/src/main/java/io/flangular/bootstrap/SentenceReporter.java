package io.flangular.bootstrap;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Prints why the application cannot start, and nothing around it. */
public final class SentenceReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("Flangular cannot start: " + analysis.getDescription());
    }
}
