package io.flangular.application.session;

import io.flangular.domain.SecretHasher;
import io.flangular.domain.secondfactor.SecondFactor;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.user.Client;
import io.flangular.domain.user.Client.KnownDevice;
import io.flangular.domain.user.User;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Binds known browsers to the password and the second factor of their user. A browser in which somebody logged in with
 * another password, or before there was a second factor, has no privilege at the next attempt.
 */
public final class DeviceBindings {
    private final SecondFactors factors;
    private final SecretHasher hasher;

    /** The hasher is the one of secrets that the application made: a password's hash has a salt that nobody knows. */
    public DeviceBindings(SecondFactors factors, SecretHasher hasher) {
        this.factors = factors;
        this.hasher = hasher;
    }

    /** Names the password and the second factor of that user. */
    Mono<String> of(User user) {
        String password = user.passwordHash() == null ? "" : user.passwordHash().value();
        return factors.find(user.id())
                .filter(SecondFactor::on)
                .map(factor -> String.valueOf(factor.confirmedAt()))
                .defaultIfEmpty("")
                .map(factor -> hasher.hash(password + "\n" + factor));
    }

    /** The client, whose device is known only when it belongs to that user and to the credentials of now. */
    Mono<Client> verified(@Nullable User user, Client client) {
        KnownDevice device = client.device();
        if (user == null || device == null || device.userId() != user.id()) {
            return Mono.just(client.withoutDevice());
        }
        return of(user).map(binding -> binding.equals(device.binding()) ? client : client.withoutDevice());
    }
}
