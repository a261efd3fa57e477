package io.flangular.web.edge;

/** Renders the body of an error that is answered before the application sees the request. */
@FunctionalInterface
public interface ErrorBodies {

    /**
     * The body of such an answer.
     *
     * @param message what the sender can do about it
     * @param page whether the sender asked for a page rather than for a problem document
     */
    ErrorBody render(int status, String message, boolean page);

    /** A body and its {@code Content-Type}. */
    record ErrorBody(String contentType, byte[] bytes) {}
}
