package io.flangular.bootstrap.secondfactor;

import io.flangular.domain.RandomBytes;
import io.flangular.domain.secondfactor.OneTimePasswords;
import io.flangular.domain.secondfactor.SecondFactors;
import io.flangular.domain.secondfactor.SecretSeal;
import io.flangular.persistence.secondfactor.R2dbcSecondFactors;
import io.flangular.security.secondfactor.SealedSecrets;
import io.flangular.security.secondfactor.TotpPasswords;
import io.flangular.security.secret.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Repository and codes of second factors. */
@Configuration(proxyBeanMethods = false)
class SecondFactorConfiguration {

    @Bean
    SecondFactors secondFactors(DatabaseClient database) {
        return new R2dbcSecondFactors(database);
    }

    @Bean
    SecretSeal secretSeal(Secrets secrets, RandomBytes random) {
        return new SealedSecrets(secrets, random);
    }

    @Bean
    OneTimePasswords oneTimePasswords() {
        return new TotpPasswords();
    }
}
