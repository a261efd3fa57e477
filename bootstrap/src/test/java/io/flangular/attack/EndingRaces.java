package io.flangular.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flangular.support.RunningApplication;
import io.flangular.support.Visitor;
import io.flangular.support.http.Wire.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Races of requests against what takes their right away, such as a logout. The tokens of the requests are old enough
 * that every answer renews them. Once the end has been answered, no later request may get through any door, be it with
 * the tokens from before or with those that a racing request was given.
 */
public final class EndingRaces {
    /** More than can be sent before the slowest end. */
    private static final int MAX_REQUESTS = 10_000;

    private static final long AGE = 300;

    private final TokenForge forge;
    private final List<Door> doors;
    private final List<Visitor> racers;
    private final Visitor checker;
    private final Queue<String> survivors = new ConcurrentLinkedQueue<>();
    private long renewals;
    private long refusals;

    /**
     * A request that gets an answer of that status as long as the right is there.
     *
     * @param header whether it comes with the XSRF token besides the cookie
     */
    public record Door(String method, String path, String body, int open, boolean header) {}

    /** A logged-in user, and the action that ends the session: it returns when the response has arrived. */
    public record Victim(Visitor visitor, Runnable end) {}

    private record Pair(String cookie, String xsrf) {}

    /** Races through these doors of an application that has that secret. */
    public EndingRaces(RunningApplication site, String secret, List<Door> doors) {
        this.forge = new TokenForge(secret);
        this.doors = doors;
        this.racers = doors.stream().map(door -> new Visitor(site)).toList();
        this.checker = new Visitor(site);
    }

    /** Runs so many races and fails when anything survived. */
    public void run(int count, IntFunction<Victim> victims) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(count);
        for (int number = 0; number < count; number++) {
            race(number, victims.apply(number), random.nextLong(2_000_000));
        }
        assertThat(survivors).isEmpty();
        // Were nobody let in before the end, and not everybody kept out after it, there would have been no race.
        assertThat(renewals).as("renewals").isGreaterThan(count / 4);
        assertThat(refusals).as("racing requests that came to an end").isEqualTo((long) count * doors.size());
    }

    private void race(int number, Victim victim, long nanoseconds) throws InterruptedException {
        Pair aged = aged(victim.visitor());
        Race race = new Race(aged);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < doors.size(); i++) {
            Door door = doors.get(i);
            Visitor racer = racers.get(i);
            threads.add(Thread.ofPlatform().start(() -> race.through(door, racer)));
        }
        race.await();
        LockSupport.parkNanos(nanoseconds);
        victim.end().run();
        race.ended = true;
        check("race " + number + ", at once", aged);
        for (Thread thread : threads) {
            thread.join();
        }
        Set<Pair> given = new HashSet<>(race.given);
        given.forEach(pair -> check("race " + number + ", afterwards", pair));
        renewals += given.size();
        refusals += race.refused.size();
        survivors.addAll(race.late);
    }

    private void check(String when, Pair pair) {
        for (Door door : doors) {
            Answer answer = send(checker, door, pair);
            if (answer.status() == door.open()) {
                survivors.add(when + ": " + door);
            }
        }
    }

    private static Answer send(Visitor sender, Door door, Pair pair) {
        List<String> lines = new ArrayList<>(List.of("Cookie: " + Visitor.SESSION + "=" + pair.cookie()));
        if (door.header()) {
            lines.add("X-XSRF-TOKEN: " + pair.xsrf());
        }
        if (!door.body().isEmpty()) {
            lines.add("Content-Type: application/json");
        }
        return sender.sendBare(door.method(), door.path(), door.body(), lines);
    }

    /** The tokens of a visitor, as they would be some minutes after they were issued. */
    private Pair aged(Visitor visitor) {
        return new Pair(
                forge.resigned(visitor.cookies().get(Visitor.SESSION), header -> {}, EndingRaces::age),
                forge.resigned(visitor.cookies().get(Visitor.XSRF), header -> {}, EndingRaces::age));
    }

    private static void age(ObjectNode claims) {
        claims.put("iat", claims.get("iat").longValue() - AGE);
        claims.put("exp", claims.get("exp").longValue() - AGE);
    }

    private final class Race {
        private final Pair aged;
        private final CyclicBarrier start = new CyclicBarrier(doors.size() + 1);
        private final Queue<Pair> given = new ConcurrentLinkedQueue<>();
        private final Queue<Door> refused = new ConcurrentLinkedQueue<>();
        private final Queue<String> late = new ConcurrentLinkedQueue<>();
        private volatile boolean ended;

        Race(Pair aged) {
            this.aged = aged;
        }

        void await() {
            try {
                start.await();
            } catch (InterruptedException | BrokenBarrierException failure) {
                throw new IllegalStateException(failure);
            }
        }

        /** Sends one request after the other until one is refused. */
        void through(Door door, Visitor racer) {
            await();
            for (int i = 0; i < MAX_REQUESTS; i++) {
                boolean over = ended;
                Answer answer = send(racer, door, aged);
                if (answer.status() != door.open()) {
                    refused.add(door);
                    return;
                }
                keep(answer);
                if (over) {
                    late.add("sent after the end: " + door);
                    return;
                }
            }
        }

        private void keep(Answer answer) {
            Pair pair = aged;
            for (String set : answer.all("set-cookie")) {
                String value = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
                pair = set.startsWith(Visitor.XSRF) ? new Pair(pair.cookie(), value) : new Pair(value, pair.xsrf());
            }
            if (pair != aged) {
                given.add(pair);
            }
        }
    }
}
