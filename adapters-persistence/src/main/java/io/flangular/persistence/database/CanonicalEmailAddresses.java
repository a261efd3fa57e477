package io.flangular.persistence.database;

import io.flangular.domain.user.email.EmailAddress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts the e-mail addresses of existing users to the canonical form of {@link EmailAddress}, for which SQL lacks NFC
 * and IDNA.
 */
final class CanonicalEmailAddresses implements JavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(CanonicalEmailAddresses.class);

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("10");
    }

    @Override
    public String getDescription() {
        return "canonical email addresses";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Map<Long, String> addresses = new LinkedHashMap<>();
        try (Statement statement = context.getConnection().createStatement();
                ResultSet rows = statement.executeQuery("select id, email from account order by id")) {
            while (rows.next()) {
                addresses.put(rows.getLong(1), rows.getString(2));
            }
        }
        try (PreparedStatement update =
                context.getConnection().prepareStatement("update account set email = ? where id = ?")) {
            for (Map.Entry<Long, String> stored : Map.copyOf(addresses).entrySet()) {
                String canonical = EmailAddress.parse(stored.getValue())
                        .map(EmailAddress::value)
                        .orElse(stored.getValue());
                if (canonical.equals(stored.getValue())) {
                    continue;
                }
                if (addresses.containsValue(canonical)) {
                    LOG.warn(
                            "User {} has the e-mail address of another user in another spelling, and cannot log in",
                            stored.getKey());
                    continue;
                }
                addresses.put(stored.getKey(), canonical);
                update.setString(1, canonical);
                update.setLong(2, stored.getKey());
                update.executeUpdate();
            }
        }
    }
}
