package io.flangular.web.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flangular.domain.link.LinkCode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class LinkUrlTest {
    private static final LinkCode CODE = new LinkCode("the-code");

    @Test
    void theCodeIsInTheFragmentOfAUrlOfTheConfiguredSite() {
        LinkUrl address = new LinkUrl(URI.create("https://inventory.example.org/"));

        assertThat(address.of(CODE, request("http://forged.example/api/user")))
                .isEqualTo("https://inventory.example.org/login/password#the-code");
        assertThat(LinkUrl.on(URI.create("http://localhost:8080"), CODE))
                .isEqualTo("http://localhost:8080/login/password#the-code");
    }

    @Test
    void withoutAConfiguredSiteItIsTheSiteOfTheRequest() {
        assertThat(new LinkUrl(null).of(CODE, request("http://localhost:8080/api/user?x")))
                .isEqualTo("http://localhost:8080/login/password#the-code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inventory.example.org",
                "ftp://inventory.example.org",
                "https://user@inventory.example.org",
                "https://inventory.example.org/app",
                "https://inventory.example.org/?x",
                "https://inventory.example.org/#x",
                "https:///",
                "mailto:x@example.org"
            })
    void anInvalidSiteIsRefused(String site) {
        assertThatThrownBy(() -> new LinkUrl(URI.create(site))).isInstanceOf(IllegalArgumentException.class);
    }

    private static MockServerHttpRequest request(String address) {
        return MockServerHttpRequest.post(address).build();
    }
}
