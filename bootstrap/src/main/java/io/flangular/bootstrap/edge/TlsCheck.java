package io.flangular.bootstrap.edge;

import io.flangular.bootstrap.startup.StartupFailure;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import org.springframework.boot.ssl.SslBundles;

/** Looks at the certificate before the server listens, so that what is wrong with it is said in a sentence. */
final class TlsCheck {
    private TlsCheck() {}

    /** Fails with a sentence when there is no such bundle, or nothing in it that a server can show. */
    static void check(String bundle, SslBundles bundles) {
        boolean usable;
        try {
            KeyStore keys = bundles.getBundle(bundle).getStores().getKeyStore();
            usable = keys != null && hasKey(keys);
        } catch (RuntimeException | KeyStoreException refused) {
            throw new StartupFailure(
                    "server.ssl.bundle is \"" + bundle + "\", which cannot be used: "
                            + StartupFailure.reasonOf(refused),
                    refused);
        }
        if (!usable) {
            throw new StartupFailure("server.ssl.bundle is \"" + bundle
                    + "\", which has no certificate with its private key: set keystore.certificate and"
                    + " keystore.private-key of the bundle.");
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
