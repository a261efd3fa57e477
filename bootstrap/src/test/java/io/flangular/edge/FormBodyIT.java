package io.flangular.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.SharesApplication;
import io.flangular.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A malformed form is refused with what is wrong with it. */
@SharesApplication
class FormBodyIT {
    @ParameterizedTest
    @CsvSource({
        "email=%ff, The form is not UTF-8.",
        "email=\u00f6, The form is not UTF-8.",
        "email=%zz, The form has a % without two hexadecimal digits after it.",
        "email=a&email=b, The form names a field twice.",
        "a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q&r&s&t&u, The form has more than 20 fields."
    })
    void aMalformedFormIsRefusedWithTheReason(String form, String reason) {
        TestClient client = new TestClient(RunningApplication.onH2());
        HttpResponse<String> answer = client.send(client.request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }
}
