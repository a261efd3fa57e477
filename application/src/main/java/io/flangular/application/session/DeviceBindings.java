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
 * Binds known browsers to the password and the second factor of their user. A browser in which the user logged in with
 * an earlier password, or before enabling the second factor, counts as unknown.
 */
public final class DeviceBindings {
    private final SecondFactors factors;
    private final SecretHasher hasher;

    /** Creates the service with the hasher of generated secrets; its input includes the salted hash of the password. */
    public DeviceBindings(SecondFactors factors, SecretHasher hasher) {
        this.factors = factors;
        this.hasher = hasher;
    }

    /** A fingerprint of the password and the second factor of the user. */
    public Mono<String> of(User user) {
        String password = user.passwordHash() == null ? "" : user.passwordHash().value();
        return factors.find(user.id())
                .filter(SecondFactor::on)
                .map(factor -> String.valueOf(factor.confirmedAt()))
                .defaultIfEmpty("")
                .map(factor -> hasher.hash(password + "\n" + factor));
    }

    /** The client, without the device unless it belongs to the user and the current credentials. */
    Mono<Client> verified(@Nullable User user, Client client) {
        KnownDevice device = client.device();
        if (user == null || device == null || device.userId() != user.id()) {
            return Mono.just(client.withoutDevice());
        }
        return of(user).map(binding -> binding.equals(device.binding()) ? client : client.withoutDevice());
    }
}
