package io.flangular.web.session;

import io.flangular.domain.user.User;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * For whom a page was made: the header {@code X-Page-User} with the id of the user. All tabs of a browser share one
 * session; when somebody else logs in in another tab, a page that is still open must not act as them. Scripts need not
 * send it.
 */
final class PageUser {
    static final String HEADER = "X-Page-User";
    /** The type of the problem, by which a page recognises it. */
    static final String PROBLEM_TYPE = "urn:flangular:problem:other-user";

    private PageUser() {}

    /** Whether the request was sent for that user, or does not say for whom. */
    static boolean agrees(ServerHttpRequest request, User user) {
        List<String> sent = request.getHeaders().getOrEmpty(HEADER);
        return sent.isEmpty() || sent.equals(List.of(Long.toString(user.id())));
    }

    /** The answer to a request that was sent for another user. */
    static ProblemException refusal() {
        return new ProblemException(Problem.of(
                        HttpStatus.CONFLICT,
                        "This page was opened by another user than the one who is logged in now. Nothing was done.")
                .with("type", PROBLEM_TYPE));
    }
}
