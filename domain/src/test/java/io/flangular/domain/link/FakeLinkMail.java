package io.flangular.domain.link;

import io.flangular.domain.user.User;
import io.flangular.domain.user.email.EmailAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** Keeps the mails instead of sending them. */
public class FakeLinkMail implements LinkMail {
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Mono<Boolean> outcome;

    /** What was sent, and to whom. */
    public record Sent(EmailAddress to, OneTimeLink link, LinkCode code) {}

    /** Sends everything. */
    public FakeLinkMail() {
        this(Mono.just(true));
    }

    /** Answers so to everything. */
    public FakeLinkMail(Mono<Boolean> outcome) {
        this.outcome = outcome;
    }

    @Override
    public Mono<Boolean> send(User user, OneTimeLink link, LinkCode code) {
        return outcome.doOnNext(done -> sent.add(new Sent(user.email(), link, code)));
    }

    /** All that was sent, in order. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }
}
