package io.flangular.web.edge;

/** Renders bodies of error responses to requests that do not reach the application. */
@FunctionalInterface
public interface ErrorBodyRenderer {

    /**
     * Renders a body.
     *
     * @param message what the client can do about the error
     * @param page whether the client accepts HTML rather than a problem document
     */
    ErrorBody render(int status, String message, boolean page);

    record ErrorBody(String contentType, byte[] bytes) {}
}
