package io.flangular.web.session;

import io.flangular.domain.session.SessionId;
import java.time.Instant;

/** What a verified token says: it was good when it was verified, and is good until it expires. */
record Token(SessionId session, Instant issuedAt, Instant expiresAt) {}
