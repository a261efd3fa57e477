package io.flangular.web.edge.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @Test
    void whatMustNotStandInAQueryIsEncoded() {
        assertThat(normalized("/a?q={\"x\":[\"100%\"]}&r=<|^`\\>%zz#\u0001"))
                .isEqualTo("/a?q=%7B%22x%22:[%22100%25%22]%7D&r=%3C%7C%5E%60%5C%3E%25zz%23%01");
    }

    @Test
    void whatMayStandThereIsLeftAsItIs() {
        for (String target : List.of(
                "/",
                "/a?",
                "/a?q=%7B%22x%22%7d&r=a+b&s='()*;:@,/?[]~!$",
                "/a?x=%E6%bc%A2",
                "http://localhost:8080/a?b",
                "http://[::1]?b")) {
            assertThat(normalized(target)).isEqualTo(target);
        }
    }

    @Test
    void everyVisibleCharacterMakesAQueryThatTheServerUnderstands() {
        for (char c = '!'; c <= '~'; c++) {
            String target = "http://localhost/a?q=" + c;
            assertThat(URI.create(normalized(target)).getQuery()).as(target).isEqualTo("q=" + c);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ö", "ß", "漢", "😀", "a\u0300", "\ud7ff\ue000"})
    void rawUtf8IsEncoded(String text) {
        String raw = new String(
                ("/" + text + "?q=" + text + "&" + text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        URI uri = URI.create("http://localhost" + normalized(raw));
        assertThat(uri.getPath()).isEqualTo("/" + text);
        assertThat(uri.getQuery()).isEqualTo("q=" + text + "&" + text);
    }

    /** What the decoder makes of bytes that are not UTF-8, raw and percent-encoded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00f6",
                "a\u00f6b",
                "\u00c3",
                "\u00c3%41",
                "%F6",
                "%C3",
                "%C3%41",
                "%C3x",
                "%c0%80",
                "%ed%a0%80",
                "%f5%80%80%80",
                "%e4%b8",
                "%80",
                "%C3/%B6",
                "%F0%80%80%80",
                "%F4%90%80%80"
            })
    void whatIsNotUtf8IsRefused(String text) {
        assertThat(rejected("/a?q=" + text).message()).isEqualTo("The URL is not UTF-8.");
        assertThat(rejected("/" + text).message()).isEqualTo("The URL is not UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{x}", "/a\\..\\b", "/%", "/%zz|", "/a#b", "/[", "/\"", "/a\u0000", "/a\u007f"})
    void aPathIsNotCorrected(String target) {
        assertThat(rejected(target).status().code()).isEqualTo(400);
        assertThat(rejected(target).message()).contains("path of the URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "login", "ftp://localhost/", "http://", "http://me@localhost/", "localhost:80", "?a"})
    void whatIsNeitherPathNorUrlIsRefused(String target) {
        assertThat(rejected(target).message()).contains("neither a path nor");
    }

    @Test
    void theLengthCountsBeforeAndAfterEncoding() {
        assertThat(normalized("/?" + "a".repeat(4_094))).hasSize(4_096);
        assertThat(rejected("/?" + "a".repeat(4_095)).message()).isEqualTo("The URL is longer than 4096 characters.");
        assertThat(normalized("/?" + "\"".repeat(1_364))).hasSize(4_094);
        assertThat(rejected("/?" + "\"".repeat(1_365)).status().code()).isEqualTo(414);
    }

    @Test
    void theUrlOfAnApiIsLonger() {
        for (String start : List.of("/api/?", "http://localhost/api/?")) {
            assertThat(normalized(start + "a".repeat(10_240 - start.length()))).hasSize(10_240);
            assertThat(rejected(start + "a".repeat(10_241 - start.length())).message())
                    .isEqualTo("The URL is longer than 10240 characters.");
        }
        assertThat(normalized("/api/?" + "\"".repeat(3_411))).hasSize(10_239);
        assertThat(rejected("/api/?" + "\"".repeat(3_412)).status().code()).isEqualTo(414);
    }

    @Test
    void aPathIsShorter() {
        assertThat(normalized("/" + "a".repeat(2_047))).isNotNull();
        assertThat(normalized("http://localhost/" + "a".repeat(2_047) + "?" + "a".repeat(2_000)))
                .isNotNull();
        assertThat(rejected("/" + "a".repeat(2_048)).message())
                .isEqualTo("The path of the URL is longer than 2048 characters.");
    }

    @Test
    void parametersAndSegmentsAreCounted() {
        assertThat(normalized("/?a" + "&a".repeat(199))).isNotNull();
        assertThat(rejected("/?a" + "&a".repeat(200)).message()).contains("200 parameters");
        assertThat(normalized("/a".repeat(100))).isNotNull();
        assertThat(rejected("/a".repeat(101)).message()).contains("100 segments");
        assertThat(rejected("/" + ";".repeat(100)).message()).contains("100 segments");
    }

    private static String normalized(String target) {
        HttpRequest request = request(target);
        assertThat(RequestTarget.normalize(request)).as(target).isNull();
        return request.uri();
    }

    private static Rejection rejected(String target) {
        Rejection rejection = RequestTarget.normalize(request(target));
        assertThat(rejection).as(target).isNotNull();
        return rejection;
    }

    private static HttpRequest request(String target) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
    }
}
