package io.flangular.web.session.token;

import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.web.session.token.SignedTokenType.Claims;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Stores the state of a login between password and code in a signed token that the browser sends back. */
public final class CodeChallenges {
    private final SignedTokenCodec tokens;

    public CodeChallenges(SignedTokenCodec tokens) {
        this.tokens = tokens;
    }

    public String issue(CodeNeeded challenge) {
        return tokens.issue(
                SignedTokenType.CHALLENGE,
                Map.of(
                        Claims.USER, Long.toString(challenge.userId()),
                        Claims.PASSWORD_GIVEN, challenge.passwordGivenAt().toString()),
                challenge.passwordGivenAt().plus(Login.CODE_TIMEOUT));
    }

    public Optional<CodeNeeded> read(String text) {
        return tokens.verify(SignedTokenType.CHALLENGE, text)
                .map(token -> new CodeNeeded(
                        Long.parseLong(token.claim(Claims.USER)), Instant.parse(token.claim(Claims.PASSWORD_GIVEN))));
    }
}
