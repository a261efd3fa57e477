package io.flangular.fuzz;

import io.flangular.support.RunningApplication;
import io.flangular.support.TestClient;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The connection of a logged-in user. It writes HTTP itself, to send what no HTTP client would, such as malformed URLs.
 */
final class Connection implements AutoCloseable {
    private final URI url;
    private final Wire wire;
    private final Map<String, String> cookies;

    Connection(RunningApplication application) {
        url = URI.create(application.url());
        wire = new Wire(url, Visitor.address(0));
        cookies = new LinkedHashMap<>(TestClient.signedIn(application).cookies());
    }

    /** Sends it and waits ten seconds at most; an {@link IOException} when there is no answer then. */
    Wire.Answer send(Input input) throws IOException {
        Wire.Answer answer = wire.exchange(bytes(input));
        answer.all("set-cookie").forEach(this::keep);
        return answer;
    }

    private byte[] bytes(Input input) throws IOException {
        String cookie = cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        String head = input.method() + " " + input.target() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nCookie: " + cookie + "\r\nX-XSRF-TOKEN: " + cookies.get("XSRF-TOKEN") + "\r\nContent-Length: "
                + input.body().length + "\r\n"
                + input.headers().stream().map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(input.body());
        return bytes.toByteArray();
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (!pair[1].isEmpty()) {
            cookies.put(pair[0], pair[1]);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
