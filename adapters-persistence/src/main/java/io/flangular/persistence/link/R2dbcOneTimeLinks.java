package io.flangular.persistence.link;

import io.flangular.domain.EnumNames;
import io.flangular.domain.link.LinkPurpose;
import io.flangular.domain.link.OneTimeLink;
import io.flangular.domain.link.OneTimeLinks;
import io.flangular.persistence.database.ExpiredRows;
import io.flangular.persistence.database.Values;
import io.flangular.persistence.database.connection.ReadRetry;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** One-time links in the table {@code one_time_link}, whose primary key allows one for each user. */
public final class R2dbcOneTimeLinks implements OneTimeLinks {
    private static final ExpiredRows EXPIRED = new ExpiredRows("one_time_link", "account_id", "ends_at");

    private final DatabaseClient database;

    public R2dbcOneTimeLinks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> replace(OneTimeLink link) {
        Mono<Long> updated = bound(
                        "update one_time_link set hash = :hash, issuer_id = :issuer, purpose = :purpose, ends_at ="
                                + " :ends where account_id = :user",
                        link)
                .fetch()
                .rowsUpdated();
        Mono<Void> added = bound(
                        "insert into one_time_link (account_id, issuer_id, hash, purpose, ends_at)"
                                + " values (:user, :issuer, :hash, :purpose, :ends)",
                        link)
                .then();
        return updated.flatMap(rows -> rows > 0 ? Mono.empty() : added);
    }

    private GenericExecuteSpec bound(String sql, OneTimeLink link) {
        return database.sql(sql)
                .bind("user", link.userId())
                .bind("issuer", link.issuerId())
                .bind("hash", link.hash())
                .bind("purpose", EnumNames.of(link.purpose()))
                .bind("ends", link.endsAt());
    }

    @Override
    public Mono<OneTimeLink> find(String hash) {
        return ReadRetry.once(database.sql(
                        "select account_id, issuer_id, hash, purpose, ends_at from one_time_link where hash = :hash")
                .bind("hash", hash)
                .map(R2dbcOneTimeLinks::link)
                .one());
    }

    @Override
    public Mono<OneTimeLink> take(String hash) {
        // Of several requests that have found it, one deletes it.
        return find(hash)
                .filterWhen(link -> database.sql("delete from one_time_link where hash = :hash")
                        .bind("hash", hash)
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0));
    }

    @Override
    public Mono<Void> removeOfUser(long userId) {
        return database.sql("delete from one_time_link where account_id = :user")
                .bind("user", userId)
                .then();
    }

    @Override
    public Mono<Void> removeIssuedBy(long issuerId) {
        return database.sql("delete from one_time_link where issuer_id = :issuer")
                .bind("issuer", issuerId)
                .then();
    }

    @Override
    public Mono<Long> deleteExpiredBefore(Instant instant, int atMost) {
        return EXPIRED.delete(database, instant, atMost);
    }

    private static OneTimeLink link(Readable row) {
        return new OneTimeLink(
                Values.text(row, "hash"),
                Values.number(row, "account_id"),
                Values.number(row, "issuer_id"),
                Values.enumConstant(row, "purpose", LinkPurpose.class),
                Values.instant(row, "ends_at"));
    }
}
