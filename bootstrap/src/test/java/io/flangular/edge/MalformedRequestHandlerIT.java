package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.SecurityHeadersOf;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed or ambiguous requests are answered with all security headers, and the connection is closed. */
@SharesApplication
class MalformedRequestHandlerIT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final String GET = "GET /login HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST =
            "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final String GOOD = GET + "\r\n";

    static Stream<Arguments> requests() {
        return Stream.of(
                bad("a length and chunks", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("chunks and a length", POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                bad("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
                bad("the same length twice", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
                bad("a list of lengths", POST + "Content-Length: 5, 5\r\n\r\nhello"),
                bad("a negative length", POST + "Content-Length: -5\r\n\r\nhello"),
                bad("a length with a sign", POST + "Content-Length: +5\r\n\r\nhello"),
                bad("a length in words", POST + "Content-Length: five\r\n\r\nhello"),
                bad("an unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                bad("chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
                bad("a chunk of no size", POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
                bad("a chunk of negative size", POST + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
                bad("a chunk of immense size", POST + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
                bad("a chunk that goes on", POST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n"),
                bad("a chunk without CR", POST + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"),
                bad("a bad trailer", POST + "Transfer-Encoding: chunked\r\n\r\n0\r\nX A: b\r\n\r\n"),
                bad("a folded first header", "GET /login HTTP/1.1\r\n Host: localhost\r\n\r\n"),
                bad("a line without CR", "GET /login HTTP/1.1\nHost: localhost\r\n\r\n"),
                bad("a header without CR", GET + "X-A: b\nX-B: c\r\n\r\n"),
                bad("a CR in a header", GET + "X-A: b\rX-B: c\r\n\r\n"),
                bad("a NUL in a header", GET + "X-A: b\0c\r\n\r\n"),
                bad("a NUL in a name", GET + "X-\0A: b\r\n\r\n"),
                bad("a space before the colon", GET + "X-A : b\r\n\r\n"),
                bad("a header without a colon", GET + "X-A\r\n\r\n"),
                bad("a header without a name", GET + ": b\r\n\r\n"),
                bad("no host", "GET /login HTTP/1.1\r\n\r\n"),
                bad("two hosts", GET + "Host: elsewhere.example\r\n\r\n"),
                bad("an empty host", "GET /login HTTP/1.1\r\nHost:\r\n\r\n"),
                bad("a host with a user", "GET /login HTTP/1.1\r\nHost: me@localhost\r\n\r\n"),
                bad("a host with a path", "GET /login HTTP/1.1\r\nHost: localhost/x\r\n\r\n"),
                bad("a host with a wrong port", "GET /login HTTP/1.1\r\nHost: localhost:x\r\n\r\n"),
                bad("an address that is no path", "GET login HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                bad("an address of another kind", "GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                bad("no version", "GET /login\r\nHost: localhost\r\n\r\n"),
                bad("TLS where there is none", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
                Arguments.of("another coding", 501, POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("another version", 505, "GET /login HTTP/1.2\r\nHost: localhost\r\n\r\n"),
                Arguments.of("HTTP/2 by word only", 505, "GET /login HTTP/2.0\r\nHost: localhost\r\n\r\n"),
                Arguments.of("an endless line", 414, "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n\r\n"),
                Arguments.of("an endless header", 431, GET + "X-A: " + "b".repeat(17_000) + "\r\n\r\n"),
                Arguments.of("endless headers", 431, GET + "X-A: b\r\n".repeat(5_000) + "\r\n"),
                Arguments.of("many headers", 431, GET + "A:\r\n".repeat(100) + "\r\n"),
                Arguments.of("many cookies", 431, GET + "Cookie: " + ";".repeat(300) + "\r\n\r\n"),
                Arguments.of("a long list", 431, GET + "Accept: " + "a/b,".repeat(600) + "\r\n\r\n"),
                Arguments.of(
                        "a long list on many lines",
                        431,
                        GET + ("X-Forwarded-For: " + ",".repeat(30) + "\r\n").repeat(90) + "\r\n"),
                Arguments.of("many segments", 414, "GET " + "/".repeat(101) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("a long path", 414, "GET /" + "a".repeat(2_048) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of("quotes", 414, "GET /?" + "\"".repeat(64_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("many parameters", "GET /?" + "&".repeat(200) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a query in Latin-1", "GET /?\u00f6 HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("an encoded path in Latin-1", "GET /%F6 HTTP/1.1\r\nHost: a\r\n\r\n"),
                bad("a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"));
    }

    /**
     * In one packet with the request before it, a folded line is made one line, and any white space is taken for a
     * space, which RFC 9112 allows as well.
     */
    static Stream<Arguments> looseLines() {
        return Stream.of(
                bad("a folded header", GET + "X-A: b\r\n c\r\n\r\n"),
                bad("a header folded by a tab", GET + "X-A: b\r\n\tc\r\n\r\n"),
                bad("a tab behind the method", GOOD.replace("GET ", "GET\t")),
                bad("a tab before the version", GOOD.replace(" HTTP", "\tHTTP")),
                bad("a vertical tab", GOOD.replace("GET ", "GET\u000b")),
                bad("a form feed beside a space", GOOD.replace("GET ", "GET \f")),
                bad("a CR in place of a space", GOOD.replace("GET ", "GET\r")),
                bad("two spaces behind the method", GOOD.replace("GET ", "GET  ")),
                bad("two spaces before the version", GOOD.replace(" HTTP", "  HTTP")),
                bad("a leading space", " " + GOOD),
                bad("a leading tab", "\t" + GOOD),
                bad("a space at the end of the first line", GOOD.replace("1.1\r", "1.1 \r")),
                bad("a version in lower case", GOOD.replace("HTTP/1.1", "http/1.1")));
    }

    private static Arguments bad(String name, String request) {
        return Arguments.of(name, 400, request);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requests", "looseLines"})
    void malformedRequestsAreAnsweredAndTheConnectionIsClosed(String name, int status, String request)
            throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            isRefused(connection.send(request), status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requests", "looseLines"})
    void malformedRequestsAreAnsweredOnAKeptAliveConnection(String name, int status, String request)
            throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawConnection connection = RawConnection.to(SITE)) {
                assertThat(connection.send(GOOD).answer().status()).isEqualTo(200);
                isRefused(connection.send(request), status);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void malformedRequestsAreAnsweredAfterEarlierOnes(String name, int status, String request) throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send(GOOD + GOOD + request);
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.answer().status()).isEqualTo(200);
            isRefused(connection, status);
        }
    }

    @Test
    void aHeadThatArrivesInPartsIsNotMalformed() throws IOException {
        for (int split = 1; split < GOOD.length(); split++) {
            try (RawConnection connection = RawConnection.to(SITE)) {
                connection.send(GOOD + GOOD.substring(0, split));
                assertThat(connection.answer().status()).isEqualTo(200);
                connection.send(GOOD.substring(split));
                assertThat(connection.answer().status()).isEqualTo(200);
                connection.send(GOOD.substring(0, split));
                connection.send(GOOD.substring(split));
                assertThat(connection.answer().status()).isEqualTo(200);
            }
        }
    }

    private static void isRefused(RawConnection connection, int status) throws IOException {
        Answer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("\"status\":" + status, "\"message\":\"");
        SecurityHeadersOf.areIn(answer);
        assertThat(connection.closes()).isTrue();
    }

    @Test
    void aMalformedBodyOfARefusedRequestIsAnsweredOnce() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("POST /api/computer HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(401);
            connection.send("zz\r\n");
            assertThat(connection.closes()).isTrue();
        }
    }

    /** The request that follows would log out. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void nothingAfterAMalformedRequestIsServed(String name, int status, String request) throws IOException {
        TestClient client = TestClient.signedIn(SITE);
        String leaving = GET + "Cookie: __Host-session=" + client.cookies().get("__Host-session") + "\r\n\r\n";
        try (RawConnection connection = RawConnection.to(SITE)) {
            isRefused(connection.send(request + leaving + leaving), status);
        }
        assertThat(client.get("/api/session").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatAreStillSendingReceiveTheRefusal() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            isRefused(connection.send(GET + "X-A: " + "b".repeat(2_000_000) + "\r\n\r\n"), 431);
        }
    }

    @Test
    void aMalformedUrlIsAnsweredWithTheSecurityHeaders() throws IOException {
        for (String target : new String[] {"/lo%zz", "/lo[gin\"<", "/lo\0gin"}) {
            try (RawConnection connection = RawConnection.to(SITE)) {
                isRefused(connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400);
            }
        }
    }

    /** As for a person whose browser sends the cookies of many other applications of the same host. */
    @Test
    void browsersGetAnHtmlPageWithTheReason() throws IOException {
        String page = GET + "Accept: text/html,*/*;q=0.8\r\nAccept-Language: en\r\n";
        for (String request : new String[] {
            page + "Cookie: a=" + "b".repeat(17_000) + "\r\n\r\n", page + "Cookie: " + "a=b; ".repeat(301) + "\r\n\r\n",
        }) {
            try (RawConnection connection = RawConnection.to(SITE)) {
                Answer answer = connection.send(request).answer();
                assertThat(answer.status()).isEqualTo(431);
                assertThat(answer.header("content-type")).isEqualTo("text/html;charset=UTF-8");
                assertThat(answer.text()).contains("Error 431", "delete the cookies of this site");
                SecurityHeadersOf.areIn(answer);
                assertThat(connection.closes()).isTrue();
            }
        }
    }

    @Test
    void anAcceptHeaderWithTooManyTypesIsNotAServerError() throws IOException {
        for (String path : new String[] {"/static/none", "/none", "/api/none", "/login"}) {
            try (RawConnection connection = RawConnection.to(SITE)) {
                String accept = "Accept: " + "a/b,".repeat(510) + "\r\n\r\n";
                connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + accept);
                assertThat(connection.answer().status()).as(path).isLessThan(500);
            }
        }
    }

    @Test
    void aResponseToHeadHasNoBody() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("HEAD /lo%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.rest()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void unusualButValidRequestsAreServed() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            for (String request : new String[] {
                "\r\n" + GOOD,
                "GET http://localhost/login HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /login HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
                GET + "X-A:b\r\nX-B:\r\nX-C: \tc\t \r\n\r\n",
                GET + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
                POST + "Transfer-Encoding: CHUNKED\r\n\r\n3\r\na=b\r\n0\r\n\r\n"
            }) {
                assertThat(connection.send(request).answer().status()).isEqualTo(200);
            }
            assertThat(connection.send("GET /login HTTP/1.0\r\n\r\n").answer().status())
                    .isEqualTo(200);
        }
    }

    /** Which reactor-netty 1.3.8 leaves without a response. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /login HTTP/1.0\r\nHost: localhost\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b"
            })
    void aPipelinedRequestWithConnectionCloseIsServedAsTheLast(String last) throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send(GOOD + last + GOOD);
            assertThat(connection.answer().header("connection")).isNotEqualTo("close");
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.closes()).isTrue();
        }
    }

    /** Such a client would store the sizes of the chunks in its file. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void streamsToHttp10ClientsAreNotChunked(String keepAlive) throws IOException {
        TestClient client = TestClient.signedIn(SITE);
        client.json("POST", "/api/computer", "{\"processor\": \"old client\"}");
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send("GET /api/computer/export HTTP/1.0\r\n" + keepAlive + client.credentials() + "\r\n");
            String[] answer = connection.rest().split("\r\n\r\n", 2);
            assertThat(answer[0]).containsIgnoringCase("connection: close").doesNotContainIgnoringCase("chunked");
            assertThat(answer[1])
                    .startsWith("id,processor,ram,power\r\n")
                    .contains("old client")
                    .endsWith("\r\n")
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void indentedLinesOfABodyAreNotFoldedHeaders() throws IOException {
        String body = "email=a\r\n b\r\n\tc&password=d";
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send(POST + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 5));
            connection.send(body.substring(5));
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send(POST + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void foldedHeadersAreRecognizedAcrossPackets() throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            for (String piece : (GET + "X-A: b\r\n| c\r\n\r\n").split("\\|")) {
                connection.send(piece);
                pause();
            }
            isRefused(connection, 400);
        }
    }

    /** So that what was sent arrives alone; were it not to, the test would be weaker but still right. */
    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
