package io.flangular.bootstrap.edge;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * SSL bundles without the cipher suites in CBC mode, which have a history of attacks, and which no current browser
 * needs. A bundle with configured cipher suites is unchanged.
 */
final class AeadCipherSuites implements SslBundles {
    private final SslBundles bundles;

    AeadCipherSuites(SslBundles bundles) {
        this.bundles = bundles;
    }

    /** The names of these cipher suites. */
    static String[] names() {
        try {
            String[] enabled = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
            return Arrays.stream(enabled)
                    .filter(name -> !name.contains("_CBC_"))
                    .toArray(String[]::new);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public SslBundle getBundle(String name) {
        return restricted(bundles.getBundle(name));
    }

    @Override
    public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
        bundles.addBundleUpdateHandler(name, bundle -> handler.accept(restricted(bundle)));
    }

    @Override
    public void addBundleRegisterHandler(BiConsumer<String, SslBundle> handler) {
        bundles.addBundleRegisterHandler((name, bundle) -> handler.accept(name, restricted(bundle)));
    }

    @Override
    public List<String> getBundleNames() {
        return bundles.getBundleNames();
    }

    private static SslBundle restricted(SslBundle bundle) {
        SslOptions options = bundle.getOptions();
        return options.getCiphers() != null
                ? bundle
                : SslBundle.of(
                        bundle.getStores(),
                        bundle.getKey(),
                        SslOptions.of(names(), options.getEnabledProtocols()),
                        bundle.getProtocol(),
                        bundle.getManagers());
    }
}
