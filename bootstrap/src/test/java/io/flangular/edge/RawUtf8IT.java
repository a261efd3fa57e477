package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import io.flangular.support.http.RawConnection;
import io.flangular.support.http.Wire.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query without percent-encoding, as curl sends it, is understood as UTF-8. */
@SharesApplication
class RawUtf8IT {
    private static final RunningApplication SITE = RunningApplication.onH2();
    private static final TestClient CLIENT = TestClient.signedIn(SITE);

    @ParameterizedTest
    @ValueSource(strings = {"ö", "ß", "漢字", "😀", "é"})
    void unencodedUtf8InAQueryIsUnderstood(String text) throws IOException {
        CLIENT.json("POST", "/api/computer", "{\"processor\":\"raw " + text + " here\"}");
        Answer answer = search(text, StandardCharsets.UTF_8);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"num_results\":1", "raw " + text + " here");
    }

    @Test
    void unencodedCharactersOfOtherCharsetsAreRefused() throws IOException {
        Answer answer = search("ö", StandardCharsets.ISO_8859_1);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("The URL is not UTF-8.");
    }

    private static Answer search(String text, Charset charset) throws IOException {
        try (RawConnection connection = RawConnection.to(SITE)) {
            connection.send(
                    ("GET /api/computer?q={\"filters\":[{\"name\":\"processor\",\"op\":\"like\",\"val\":\"raw%25"
                                    + text + "%25\"}]} HTTP/1.1\r\nHost: "
                                    + URI.create(SITE.url()).getAuthority() + "\r\n" + CLIENT.credentials() + "\r\n")
                            .getBytes(charset));
            return connection.answer();
        }
    }
}
