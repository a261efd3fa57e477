package io.flangular.benchmark;

import io.flangular.support.Visitor;
import io.flangular.support.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many clients that guess passwords at the same time, each from an address of its own and for an account of its own at
 * every try. A process of its own with a single carrier thread: waiting for answers costs it next to nothing.
 */
final class LoginStorm {
    private static final int ADDRESSES = 1_000;

    private LoginStorm() {}

    /** To that URL, over so many connections, for so many milliseconds; prints how many answers there were by status. */
    public static void main(String[] arguments) throws InterruptedException {
        URI url = URI.create(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        long end = System.nanoTime() + Long.parseLong(arguments[2]) * 1_000_000;
        AtomicInteger number = new AtomicInteger(Integer.parseInt(arguments[3]));
        Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
        Thread[] clients = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            clients[i] = Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    statuses.computeIfAbsent(guess(url, number.getAndIncrement()), status -> new AtomicLong())
                            .incrementAndGet();
                }
            });
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.println(new TreeMap<>(statuses));
    }

    private static int guess(URI url, int number) {
        String body = "email=guess" + number + "%40example.org&password=guess+" + number;
        String request = "POST /login HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        try (Wire wire = new Wire(url, Visitor.address(number % ADDRESSES))) {
            return wire.exchange(request.getBytes(StandardCharsets.US_ASCII)).status();
        } catch (IOException noAnswer) {
            return 0;
        }
    }
}
