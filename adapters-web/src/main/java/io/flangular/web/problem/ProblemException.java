package io.flangular.web.problem;

import org.springframework.http.HttpStatusCode;

/** An error of the HTTP layer that has no counterpart in the domain. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(HttpStatusCode status, String message) {
        this(Problem.of(status, message));
    }

    public Problem problem() {
        return problem;
    }
}
