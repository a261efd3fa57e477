package io.flangular.web;

import io.flangular.domain.resource.Caller;
import java.security.Principal;

/** Who sent a request that a gate let through to the API, however they proved it. */
public interface Authenticated extends Principal {

    /** The same as the collections see them. */
    Caller caller();

    /** Whether a person is logged in; otherwise it is a script, which gets no hand on anybody's credentials. */
    boolean inPerson();
}
