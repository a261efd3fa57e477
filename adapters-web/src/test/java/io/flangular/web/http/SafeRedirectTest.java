package io.flangular.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeRedirectTest {
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
                "/computers?next=/login&share=100%",
                "/administration/audit?search=admin@flangular.js",
                "/administration/audit?search=admin%40flangular.js&since=all",
                "/administration/audit?search=a+b:c;d,e*(f)'g'!$/",
                "/administration/audit?search=%5c%0a%2F%2Fevil.example",
                "/computers?search=..%2flogin&x=/../login",
                "/computers/a@b:c+d",
                "/computers?page=2#/../login"
            })
    void aPathOfThisSiteIsKept(String next) {
        assertThat(SafeRedirect.safe(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "/ü, /%C3%BC",
        "/computers?search=jörg, /computers?search=j%C3%B6rg",
        "/computers?search=龙芯3A 🚀, /computers?search=%E9%BE%99%E8%8A%AF3A%20%F0%9F%9A%80",
        "/computers?search=<\"\\^`{|}>, /computers?search=%3C%22%5C%5E%60%7B%7C%7D%3E"
    })
    void charactersNotAllowedInAHeaderAreEncoded(String next, String sent) {
        assertThat(SafeRedirect.safe(next)).isEqualTo(sent);
        assertThat(SafeRedirect.safe(sent)).as("once more").isEqualTo(sent);
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
                "/computers?a\nb",
                "/computers?a\u2028b",
                "/computers?a\u202eb",
                "/x/\u3000y",
                "/\u2028",
                "/a;b",
                "/login",
                "/login?next=/x",
                "/LOGIN#x",
                "/%6cogin",
                "/%6C%6f%67%69%6E?next=/x",
                "/./login",
                "/../login",
                "/../../login",
                "/%2e%2e/login",
                "/.%2E/login",
                "/%2e./LOGIN",
                "/../x/../login",
                "/..//login",
                "/x/..//login",
                "/x/../../login?next=/",
                "/x/%2e%2e/%2E%2e/%6cogin",
                "/login/",
                "/login/.",
                "/login/x/..",
                "/x/../login",
                "/x/%2e%2E/login",
                "/x/..%2flogin",
                "/%2e/%6cogin#x",
                "/%zz"
            })
    void otherTargetsLeadToTheStartPage(String next) {
        assertThat(SafeRedirect.safe(next)).isEqualTo("/");
    }

    @Test
    void aMissingOrTooLongTargetLeadsToTheStartPage() {
        assertThat(SafeRedirect.safe(null)).isEqualTo("/");
        assertThat(SafeRedirect.safe("/" + "a".repeat(2048))).isEqualTo("/");
    }
}
