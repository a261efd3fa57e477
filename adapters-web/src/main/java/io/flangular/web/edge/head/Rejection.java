package io.flangular.web.edge.head;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The status and the message with which a request is rejected before it reaches the application. */
public record Rejection(HttpResponseStatus status, String message) {
    /** The rejection of a malformed request, with 400. */
    public static Rejection malformed(String message) {
        return new Rejection(HttpResponseStatus.BAD_REQUEST, message);
    }
}
