package io.flangular.web;

import io.flangular.domain.resource.Caller;
import java.security.Principal;

/** The authenticated sender of a request to the API, by session or by API token. */
public interface Authenticated extends Principal {

    /** The same as the collections see them. */
    Caller caller();

    /** Whether a person is logged in; otherwise it is a script, which gets no hand on anybody's credentials. */
    boolean inPerson();
}
