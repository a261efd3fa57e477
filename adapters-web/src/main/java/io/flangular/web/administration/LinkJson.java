package io.flangular.web.administration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flangular.domain.EnumNames;
import io.flangular.domain.link.IssuedLink;
import io.flangular.web.json.IsoInstants;
import io.flangular.web.link.LinkUrl;
import org.springframework.web.reactive.function.server.ServerRequest;

/** A new link, shown only in this response, and whether it was also mailed to the user. */
record LinkJson(
        @JsonProperty("url") String url,
        @JsonProperty("purpose") String purpose,
        @JsonProperty("ends") String ends,
        @JsonProperty("mailed") boolean mailed) {

    static LinkJson of(IssuedLink issued, LinkUrl address, ServerRequest request) {
        return new LinkJson(
                address.of(issued.code(), request.exchange().getRequest()),
                EnumNames.of(issued.link().purpose()),
                IsoInstants.of(issued.link().endsAt()),
                issued.mailed());
    }

    @Override
    public String toString() {
        return "LinkJson[" + purpose + "]";
    }
}
