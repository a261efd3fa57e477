package io.flangular.domain.secondfactor;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Second factors in memory. */
public class InMemorySecondFactors implements SecondFactors {
    private final Map<Long, SecondFactor> factors = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> codes = new ConcurrentHashMap<>();

    @Override
    public Mono<SecondFactor> find(long userId) {
        return Mono.fromSupplier(() -> factors.get(userId));
    }

    @Override
    public Mono<Boolean> begin(long userId, String sealed) {
        return Mono.fromSupplier(() -> {
            SecondFactor begun = new SecondFactor(userId, sealed, null, 0);
            return begun == factors.merge(userId, begun, (former, anew) -> former.on() ? former : anew);
        });
    }

    @Override
    public Mono<Boolean> confirm(long userId, long step, Instant instant) {
        return change(
                userId, factor -> !factor.on(), factor -> new SecondFactor(userId, factor.sealed(), instant, step));
    }

    @Override
    public Mono<Boolean> useStep(long userId, long step) {
        return change(
                userId,
                factor -> factor.on() && factor.lastStep() < step,
                factor -> new SecondFactor(userId, factor.sealed(), factor.confirmedAt(), step));
    }

    @Override
    public Mono<Void> reseal(long userId, String sealed) {
        return change(
                        userId,
                        factor -> true,
                        factor -> new SecondFactor(userId, sealed, factor.confirmedAt(), factor.lastStep()))
                .then();
    }

    @Override
    public Mono<Boolean> remove(long userId) {
        return Mono.fromSupplier(() -> {
            codes.remove(userId);
            return factors.remove(userId) != null;
        });
    }

    @Override
    public Mono<Void> replaceRecoveryCodes(long userId, Collection<String> hashes) {
        return Mono.fromRunnable(() -> {
            if (factors.containsKey(userId)) {
                Set<String> anew = ConcurrentHashMap.newKeySet();
                anew.addAll(hashes);
                codes.put(userId, anew);
            }
        });
    }

    @Override
    public Mono<Boolean> useRecoveryCode(long userId, String hash) {
        return Mono.fromSupplier(() -> codes.getOrDefault(userId, Set.of()).contains(hash)
                && codes.get(userId).remove(hash));
    }

    @Override
    public Mono<Long> recoveryCodesLeft(long userId) {
        return Mono.fromSupplier(
                () -> (long) codes.getOrDefault(userId, Set.of()).size());
    }

    /** Whether codes of this user are asked for; what {@code InMemoryUsers} wants to know. */
    public boolean on(long userId) {
        SecondFactor factor = factors.get(userId);
        return factor != null && factor.on();
    }

    private Mono<Boolean> change(long userId, Predicate<SecondFactor> condition, UnaryOperator<SecondFactor> change) {
        return Mono.fromSupplier(() -> {
            AtomicBoolean done = new AtomicBoolean();
            factors.computeIfPresent(userId, (same, factor) -> {
                done.set(condition.test(factor));
                return done.get() ? change.apply(factor) : factor;
            });
            return done.get();
        });
    }
}
