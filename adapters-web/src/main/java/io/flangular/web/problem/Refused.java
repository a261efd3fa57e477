package io.flangular.web.problem;

/** A refusal of HTTP's own, which the domain knows nothing of. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    /** A refusal that is answered with this problem. */
    public Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    /** What is answered. */
    public Problem problem() {
        return problem;
    }
}
