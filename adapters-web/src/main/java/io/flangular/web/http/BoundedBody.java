package io.flangular.web.http;

import io.flangular.web.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads the body of a request into memory. Buffers are copied as they arrive: Spring's {@code join} retains them until
 * the end, which for chunks of one byte takes sixty times the memory of the body.
 */
public final class BoundedBody {
    private BoundedBody() {}

    /** The body, possibly empty; 413 when it is larger, at once if its {@code Content-Length} says so. */
    public static Mono<byte[]> read(ServerHttpRequest request, int kilobytes) {
        int limit = kilobytes << 10;
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(tooLarge(kilobytes));
        }
        return request.getBody()
                .collect(ByteArrayOutputStream::new, (bytes, buffer) -> append(bytes, buffer, kilobytes))
                .map(ByteArrayOutputStream::toByteArray);
    }

    /** Releases the buffer in any case; a discard hook would release a refused buffer a second time. */
    private static void append(ByteArrayOutputStream bytes, DataBuffer buffer, int kilobytes) {
        try {
            int length = buffer.readableByteCount();
            if (length > (kilobytes << 10) - bytes.size()) {
                throw tooLarge(kilobytes);
            }
            byte[] received = new byte[length];
            buffer.read(received);
            bytes.writeBytes(received);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static ProblemException tooLarge(int kilobytes) {
        String limit = kilobytes < 1024 ? kilobytes + " KB" : (kilobytes >> 10) + " MB";
        return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than " + limit + ".");
    }
}
