package io.flangular.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.domain.Concurrently;
import io.flangular.domain.user.OfUsersContract;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every implementation of {@link OneTimeLinks} does. */
public abstract class OneTimeLinksContract extends OfUsersContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

    private OneTimeLinks links;

    /** An implementation without any link. */
    protected abstract OneTimeLinks emptyLinks();

    @BeforeEach
    void begin() {
        links = emptyLinks();
    }

    @Test
    void aLinkIsFoundByItsHash() {
        OneTimeLink invitation = add("a", userId(), LinkPurpose.INVITATION, NOW);
        OneTimeLink reset = add("b", otherUserId(), LinkPurpose.RESET, NOW);

        StepVerifier.create(links.find("a")).expectNext(invitation).verifyComplete();
        StepVerifier.create(links.find("b")).expectNext(reset).verifyComplete();
        StepVerifier.create(links.find("A")).verifyComplete();
    }

    @Test
    void aNewLinkReplacesTheOldOneOfTheUser() {
        add("a", userId(), LinkPurpose.INVITATION, NOW);
        OneTimeLink other = add("b", otherUserId(), LinkPurpose.RESET, NOW);

        OneTimeLink anew = add("c", userId(), LinkPurpose.RESET, NOW.plusSeconds(60));

        StepVerifier.create(links.find("a")).verifyComplete();
        StepVerifier.create(links.take("a")).verifyComplete();
        StepVerifier.create(links.find("b")).expectNext(other).verifyComplete();
        StepVerifier.create(links.find("c")).expectNext(anew).verifyComplete();
    }

    @Test
    void aLinkIsUsedOnce() {
        OneTimeLink link = add("a", userId(), LinkPurpose.RESET, NOW);
        OneTimeLink other = add("b", otherUserId(), LinkPurpose.RESET, NOW);

        StepVerifier.create(links.take("unknown")).verifyComplete();
        StepVerifier.create(links.take("a")).expectNext(link).verifyComplete();
        StepVerifier.create(links.take("a")).verifyComplete();
        StepVerifier.create(links.find("a")).verifyComplete();
        StepVerifier.create(links.find("b")).expectNext(other).verifyComplete();
    }

    @Test
    void aLinkUsedConcurrentlyIsAcceptedOnce() {
        OneTimeLink link = add("a", userId(), LinkPurpose.RESET, NOW);

        assertThat(Concurrently.outcomes(links.take("a"))).containsExactly(link);
    }

    @Test
    void theLinkOfAUserCanBeDeleted() {
        add("a", userId(), LinkPurpose.RESET, NOW);
        OneTimeLink other = add("b", otherUserId(), LinkPurpose.RESET, NOW);

        StepVerifier.create(links.removeOfUser(userId())).verifyComplete();
        StepVerifier.create(links.removeOfUser(userId())).verifyComplete();

        StepVerifier.create(links.find("a")).verifyComplete();
        StepVerifier.create(links.find("b")).expectNext(other).verifyComplete();
    }

    @Test
    void theLinksOfAnIssuerCanBeDeleted() {
        add("a", userId(), otherUserId(), LinkPurpose.RESET, NOW);
        OneTimeLink other = add("b", otherUserId(), thirdUserId(), LinkPurpose.RESET, NOW);

        StepVerifier.create(links.removeIssuedBy(otherUserId())).verifyComplete();

        StepVerifier.create(links.find("a")).verifyComplete();
        StepVerifier.create(links.find("b")).expectNext(other).verifyComplete();
    }

    @Test
    void expiredLinksAreDeletedInBatches() {
        add("a", userId(), LinkPurpose.RESET, NOW.minusSeconds(2));
        add("b", otherUserId(), LinkPurpose.RESET, NOW.minusSeconds(1));
        OneTimeLink good = add("c", thirdUserId(), LinkPurpose.INVITATION, NOW);

        assertThat(links.deleteExpiredBefore(NOW, 1).block()).isEqualTo(1);
        assertThat(links.deleteExpiredBefore(NOW, 5).block()).isEqualTo(1);
        assertThat(links.deleteExpiredBefore(NOW, 5).block()).isZero();
        StepVerifier.create(links.find("c")).expectNext(good).verifyComplete();
    }

    private OneTimeLink add(String hash, long user, LinkPurpose purpose, Instant end) {
        return add(hash, user, thirdUserId(), purpose, end);
    }

    private OneTimeLink add(String hash, long user, long issuer, LinkPurpose purpose, Instant end) {
        OneTimeLink link = new OneTimeLink(hash, user, issuer, purpose, end);
        StepVerifier.create(links.replace(link)).verifyComplete();
        return link;
    }
}
