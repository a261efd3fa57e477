package io.flangular.web.edge;

/** Renders bodies of error responses to requests that do not reach the application. */
@FunctionalInterface
public interface ErrorBodyRenderer {

    /** Renders a body; {@code page} tells whether the client accepts HTML rather than a problem. */
    ErrorBody render(int status, String message, boolean page);

    record ErrorBody(String contentType, byte[] bytes) {}
}
