package io.flangular.domain.secondfactor;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A seal that shows the sealed value and the secret, for tests. */
public class PlainSecretSeal implements SecretSeal {
    private final String current;
    private final List<String> former;

    /** Seals with the one secret and opens what was sealed with any of them. */
    public PlainSecretSeal(String current, String... former) {
        this.current = current;
        this.former = List.of(former);
    }

    @Override
    public String seal(TotpSecret secret) {
        return current + ":" + HexFormat.of().formatHex(secret.bytes());
    }

    @Override
    public Optional<TotpSecret> open(String sealed) {
        String[] parts = sealed.split(":", 2);
        if (parts.length < 2 || !parts[0].equals(current) && !former.contains(parts[0])) {
            return Optional.empty();
        }
        return Optional.of(new TotpSecret(HexFormat.of().parseHex(parts[1])));
    }

    @Override
    public boolean outdated(String sealed) {
        return !sealed.startsWith(current + ":");
    }
}
