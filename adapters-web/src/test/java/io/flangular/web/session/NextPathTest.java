package io.flangular.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/computers",
                "/computers/12",
                "/computers?page=2&q=%7B%22a%22%7D",
                "/a-b_c.d~e#f",
                "/logins",
                "/login/password",
                "/%6cogins",
                "/computers?next=/login&share=100%"
            })
    void aPathOfThisSiteIsKept(String next) {
        assertThat(NextPath.safe(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "computers",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "/\\/evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/%09/evil.example",
                "/%0a/evil.example",
                "/%0D/evil.example",
                "/%5cevil.example",
                "/%5C%5Cevil.example",
                "/%2f%2Fevil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/@evil.example",
                "/a\n",
                "/a b",
                "/ü",
                "/\u2028",
                "/a;b",
                "/login",
                "/login?next=/x",
                "/LOGIN#x",
                "/%6cogin",
                "/%6C%6f%67%69%6E?next=/x",
                "/./login",
                "/x/../login",
                "/x/%2e%2E/login",
                "/x/..%2flogin",
                "/%2e/%6cogin#x",
                "/%zz"
            })
    void anythingElseLeadsHome(String next) {
        assertThat(NextPath.safe(next)).isEqualTo("/");
    }

    @Test
    void whatIsMissingOrTooLongLeadsHome() {
        assertThat(NextPath.safe(null)).isEqualTo("/");
        assertThat(NextPath.safe("/" + "a".repeat(2048))).isEqualTo("/");
    }
}
