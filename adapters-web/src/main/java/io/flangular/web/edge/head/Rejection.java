package io.flangular.web.edge.head;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request is rejected before it reaches the application.
 *
 * @param message what the client can do about it, in one or two sentences
 */
public record Rejection(HttpResponseStatus status, String message) {
    /** The rejection of a malformed request, with 400. */
    public static Rejection malformed(String message) {
        return new Rejection(HttpResponseStatus.BAD_REQUEST, message);
    }
}
