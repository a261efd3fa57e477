package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.support.RunningApplication;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.SecurityHeadersOf;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS in the server itself, with the settings of docs/operations.md and a certificate that is made for the test. */
class TlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static RunningApplication site;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws Exception {
        KeyStore keys = selfSigned();
        Certificate certificate = keys.getCertificate("site");
        Key key = keys.getKey("site", PASSWORD);
        site = RunningApplication.start(
                "--server.ssl.bundle=site",
                "--spring.ssl.bundle.pem.site.keystore.certificate="
                        + pem("certificate.pem", "CERTIFICATE", certificate.getEncoded()),
                "--spring.ssl.bundle.pem.site.keystore.private-key=" + pem("key.pem", "PRIVATE KEY", key.getEncoded()),
                "--flangular.edge.request-timeout=1s",
                "--server.netty.idle-timeout=2s");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "site",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost,IP:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        int end = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(end).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, PASSWORD);
        }
        // What is trusted must stand there as a certificate, not only as part of a key.
        keys.setCertificateEntry("trusted", keys.getCertificate("site"));
        return keys;
    }

    private static Path pem(String name, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void logInWorksAndStrictTransportSecurityIsSent(String version) throws IOException {
        String form = "email=" + RunningApplication.EMAIL + "&password="
                + URLEncoder.encode(RunningApplication.PASSWORD, StandardCharsets.UTF_8);
        try (RawConnection connection = secure(version)) {
            connection.send("POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                    + form);
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
            assertThat(answer.headers().get("set-cookie"))
                    .allMatch(cookie -> cookie.contains("; Secure"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-session="));
            SecurityHeadersOf.areIn(answer);

            assertThat(connection
                            .send("GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyHttp11IsOffered() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", RawConnection.port(site))) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isIn("", "http/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void olderVersionsAreRefused(int minor) throws IOException {
        // A ClientHello as SSL 3.0, TLS 1.0 and TLS 1.1 had it: version, 32 random bytes, no session, two suites.
        byte[] hello = new byte[52];
        byte[] start = {22, 3, (byte) minor, 0, 47, 1, 0, 0, 43, 3, (byte) minor};
        System.arraycopy(start, 0, hello, 0, start.length);
        byte[] end = {0, 0, 4, (byte) 0xc0, 0x13, 0, 0x2f, 1, 0};
        System.arraycopy(end, 0, hello, 43, end.length);
        try (Socket socket = new Socket("127.0.0.1", RawConnection.port(site))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(hello);
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertThat(alert[0]).as("an alert").isEqualTo((byte) 21);
            assertThat(alert[5]).as("a fatal one").isEqualTo((byte) 2);
            assertThat(alert[6]).as("about the version").isEqualTo((byte) 70);
        }
    }

    @Test
    void cipherSuitesInCbcModeAreRefused() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", RawConnection.port(site))) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(Arrays.stream(socket.getSupportedCipherSuites())
                    .filter(suite -> suite.contains("_ECDHE_ECDSA_") && suite.contains("_CBC_"))
                    .toArray(String[]::new));
            assertThatThrownBy(socket::startHandshake).hasMessageContaining("handshake_failure");
        }
    }

    @Test
    void plainTextIsClosedWithoutAResponse() throws IOException {
        try (RawConnection connection = RawConnection.to(site)) {
            assertThat(connection
                            .send("GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .closes())
                    .isTrue();
        }
    }

    @Test
    void malformedHttpIsAnsweredWithTheSecurityHeadersAndClosed() throws IOException {
        for (String request : List.of(
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX-A : b\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na")) {
            try (RawConnection connection = secure("TLSv1.3")) {
                Answer answer = connection.send(request).answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
                SecurityHeadersOf.areIn(answer);
                assertThat(connection.closes()).isTrue();
            }
        }
    }

    @Test
    void aSlowHandshakeIsClosed() throws IOException {
        try (RawConnection silent = secure("TLSv1.3");
                RawConnection half = secure("TLSv1.3");
                RawConnection withoutHandshake = RawConnection.to(site)) {
            half.send("GET /login HTTP/1.1\r\n");
            assertThat(half.answer().status()).isEqualTo(408);
            assertThat(half.closes()).isTrue();
            assertThat(silent.closes()).isTrue();
            assertThat(withoutHandshake.closes()).isTrue();
        }
    }

    @Test
    void aCertificateWithoutItsKeyStopsTheStart() {
        assertThatThrownBy(() -> RunningApplication.start(
                        "--server.ssl.bundle=site",
                        "--spring.ssl.bundle.pem.site.keystore.certificate=" + folder.resolve("certificate.pem")))
                .hasStackTraceContaining("has no certificate with its private key");
    }

    private static RawConnection secure(String version) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", RawConnection.port(site));
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return new RawConnection(socket);
    }
}
