package io.flangular.web.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The URL of the site: scheme, host and, unless it is the default, port. */
public final class SiteUrl {
    private SiteUrl() {}

    /** The address as links begin with it; an {@link IllegalArgumentException} when it is anything more or less. */
    public static String origin(URI site) {
        String scheme = String.valueOf(site.getScheme()).toLowerCase(Locale.ROOT);
        boolean origin = List.of("http", "https").contains(scheme)
                && site.getHost() != null
                && site.getRawUserInfo() == null
                && List.of("", "/").contains(String.valueOf(site.getRawPath()))
                && site.getRawQuery() == null
                && site.getRawFragment() == null;
        if (!origin) {
            throw new IllegalArgumentException("This is not the address of a site: " + site);
        }
        return scheme + "://" + authority(site);
    }

    /** Host and port, without the port that the scheme has anyway. */
    public static String authority(URI address) {
        return authority(address, address.getScheme());
    }

    /** The same for another scheme: where TLS ends at a proxy, that of the site is not the one of the request. */
    public static String authority(URI address, String scheme) {
        int usual = "https".equals(scheme) ? 443 : 80;
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return address.getPort() == -1 || address.getPort() == usual ? host : host + ":" + address.getPort();
    }
}
