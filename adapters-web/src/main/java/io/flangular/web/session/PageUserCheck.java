package io.flangular.web.session;

import io.flangular.domain.user.User;
import io.flangular.web.problem.Problem;
import io.flangular.web.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Checks the header {@code X-Page-User}, the id of the user who opened the page. All tabs of a browser share one
 * session; when another user logs in in another tab, an open page must not act as that user. Scripts need not send it.
 */
final class PageUserCheck {
    static final String HEADER = "X-Page-User";
    /** The type of the problem, by which pages recognize it. */
    static final String PROBLEM_TYPE = "urn:flangular:problem:other-user";

    private PageUserCheck() {}

    /** Throws the error 409 when the header names another user. */
    static void require(ServerHttpRequest request, User user) {
        List<String> sent = request.getHeaders().getOrEmpty(HEADER);
        if (!sent.isEmpty() && !sent.equals(List.of(Long.toString(user.id())))) {
            throw new ProblemException(Problem.of(
                            HttpStatus.CONFLICT,
                            "This page was opened by another user than the one who is logged in now. Nothing was"
                                    + " done.")
                    .with("type", PROBLEM_TYPE));
        }
    }
}
