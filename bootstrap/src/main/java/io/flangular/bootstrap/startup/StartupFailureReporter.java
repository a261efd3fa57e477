package io.flangular.bootstrap.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Prints only the reason of a startup failure; its stack trace is logged at debug level. */
public final class StartupFailureReporter implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StartupFailureReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("Flangular cannot start: " + analysis.getDescription());
        LOG.debug("Flangular cannot start", analysis.getCause());
    }
}
