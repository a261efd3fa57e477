package io.flangular.bootstrap.edge;

import io.flangular.bootstrap.startup.StartupFailure;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import org.springframework.boot.ssl.SslBundles;

/** Checks the certificate before the server uses it, for an error message in one sentence. */
final class TlsCheck {
    private TlsCheck() {}

    /** Fails when the bundle does not exist, or has no private key. */
    static void check(String bundle, SslBundles bundles) {
        String setting = "server.ssl.bundle is \"" + bundle + "\", which ";
        try {
            KeyStore keys = bundles.getBundle(bundle).getStores().getKeyStore();
            StartupFailure.unless(
                    keys != null && hasKey(keys),
                    setting + "has no certificate with its private key: set keystore.certificate and"
                            + " keystore.private-key of the bundle.");
        } catch (StartupFailure failure) {
            throw failure;
        } catch (RuntimeException | KeyStoreException failure) {
            throw new StartupFailure(setting + "cannot be used: " + StartupFailure.reasonOf(failure), failure);
        }
    }

    private static boolean hasKey(KeyStore keys) throws KeyStoreException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }
}
