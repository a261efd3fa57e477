package io.flangular.domain.user.password;

/** What is stored of a password: an encoded hash with its algorithm, parameters and salt. Never printed. */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "PasswordHash[…]";
    }
}
