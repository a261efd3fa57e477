package io.flangular.web.session;

import io.flangular.domain.session.Login;
import io.flangular.domain.session.LoginStep.CodeNeeded;
import io.flangular.web.session.SignedTokenType.Claims;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is known after the password until the code comes: in a signed token that goes to the browser and back, so
 * that nothing has to be remembered here.
 */
public final class Challenges {
    private final SignedTokenCodec tokens;

    /** With tokens of that kind. */
    public Challenges(SignedTokenCodec tokens) {
        this.tokens = tokens;
    }

    /** The challenge as a text. */
    String issue(CodeNeeded challenge) {
        return tokens.issue(
                SignedTokenType.CHALLENGE,
                Map.of(
                        Claims.USER, Long.toString(challenge.userId()),
                        Claims.PASSWORD_GIVEN, challenge.passwordGivenAt().toString()),
                challenge.passwordGivenAt().plus(Login.CODE_WITHIN));
    }

    /** The challenge that a text is, provided that it is genuine and not too old. */
    Optional<CodeNeeded> read(String text) {
        return tokens.verify(SignedTokenType.CHALLENGE, text)
                .map(token -> new CodeNeeded(
                        Long.parseLong(token.claim(Claims.USER)), Instant.parse(token.claim(Claims.PASSWORD_GIVEN))));
    }
}
