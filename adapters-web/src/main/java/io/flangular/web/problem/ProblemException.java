package io.flangular.web.problem;

/** An error of the HTTP layer that has no counterpart in the domain. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    /** The response to send. */
    public Problem problem() {
        return problem;
    }
}
