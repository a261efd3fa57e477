package io.flangular.web.edge.head;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request is rejected before it reaches the application.
 *
 * @param message what the client can do about it, in one or two sentences
 */
public record Rejection(HttpResponseStatus status, String message) {
    /** A request that is malformed in that way. */
    public static Rejection malformed(String message) {
        return new Rejection(HttpResponseStatus.BAD_REQUEST, message);
    }
}
