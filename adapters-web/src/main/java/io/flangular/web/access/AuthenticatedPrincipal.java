package io.flangular.web.access;

import io.flangular.domain.resource.access.Caller;
import java.security.Principal;

/** The authenticated sender of a request to the API, by session or by API token. */
public interface AuthenticatedPrincipal extends Principal {

    /** The caller of the use cases of collections. */
    Caller caller();

    /** Whether it was authenticated by a session; otherwise by an API token, which must not manage credentials. */
    boolean hasSession();
}
