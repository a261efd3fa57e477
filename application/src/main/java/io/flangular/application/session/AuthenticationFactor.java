package io.flangular.application.session;

import io.flangular.domain.EnumNames;

/** The factor that completed a login, as recorded in the audit log. */
enum AuthenticationFactor {
    PASSWORD,
    CODE,
    RECOVERY_CODE;

    String word() {
        return EnumNames.of(this).replace('_', ' ');
    }
}
