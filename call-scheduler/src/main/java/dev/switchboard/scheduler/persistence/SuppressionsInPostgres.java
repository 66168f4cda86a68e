package dev.switchboard.scheduler.persistence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.scheduler.application.Suppressions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class SuppressionsInPostgres implements Suppressions {

    private static final String CONTAINS = "select 1 from suppression where account = $1 and phone = $2";
    private static final String LOCK =
            "select cast(pg_advisory_xact_lock(hashtextextended('suppression ' || :account, 0)) as text)";
    private static final String ADD = """
            with given as (
                select distinct on (v.phone) v.phone, v.reason
                from json_to_recordset(cast(cast(:rows as text) as json)) as v(line bigint, phone text, reason text)
                order by v.phone, v.line desc),
            written as (
                insert into suppression (account, phone, reason, added_at, added_by)
                select :account, phone, reason, :at, :by from given
                on conflict (account, phone) do update set reason = excluded.reason
                where excluded.reason <> '' and suppression.reason <> excluded.reason
                returning phone, reason, xmax = 0 as fresh)
            insert into suppression_change (account, phone, change, reason, source, changed_by, changed_at)
            select :account, phone, case when fresh then 'added' else 'reason_changed' end, reason, :source, :by, :at
            from written
            returning change
            """;
    private static final String REMOVE = """
            with gone as (delete from suppression where account = :account and phone = :phone returning phone)
            insert into suppression_change (account, phone, change, reason, source, changed_by, changed_at)
            select :account, phone, 'removed', :reason, :source, :by, :at from gone
            returning change
            """;
    private static final String REQUEST_UNDER_WAY = """
            select 1 from attempt a join suppression s on s.account = a.account and s.phone = a.phone
            where a.account = $1 and a.state = 'PLACING' and a.lease_until > clock_timestamp() limit 1
            """;
    private static final String TO_TELL = """
            select c.id from suppression s join call c on c.account = s.account and c.phone = s.phone
            where s.pending and c.state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT') and not c.suppressed
            order by c.id limit :most for update of c skip locked
            """;
    /** The first call from the number on, in the order of the index: any other question may read all calls that wait. */
    private static final String ALL_TOLD = """
            update suppression s set pending = false
            where pending and phone is distinct from (
                select c.phone from call c
                where c.account = s.account and c.phone >= s.phone
                  and c.state in ('QUEUED', 'ATTEMPTING', 'AWAITING_INSIGHT') and not c.suppressed
                order by c.phone limit 1)
            """;

    private static final String ENTRY = "select phone, reason, added_at, added_by from suppression where account = $1 ";
    private static final String CHANGE = """
            select id, phone, change, reason, source, changed_by, changed_at from suppression_change
            where account = $1 and id < $2
            """;

    private final Pool pool;

    SuppressionsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> contains(String account, String phone) {
        return pool.preparedQuery(CONTAINS)
                .execute(Tuple.of(account, phone))
                .map(rows -> rows.iterator().hasNext());
    }

    @Override
    public Uni<Void> lock(Mutiny.Session session, String account) {
        return session.createNativeQuery(LOCK, String.class)
                .setParameter("account", account)
                .getSingleResult()
                .replaceWithVoid();
    }

    @Override
    public Uni<Tally> add(Mutiny.Session session, Author author, List<Wanted> wanted) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        wanted.forEach(one -> rows.addObject()
                .put("line", one.line())
                .put("phone", one.phone())
                .put("reason", one.reason()));
        return change(session, ADD, author)
                .setParameter("rows", EventJson.write(rows))
                .getResultList()
                .map(changes -> tally(changes, wanted.size()));
    }

    private static Tally tally(List<String> changes, int wanted) {
        long added = changes.stream().filter("added"::equals).count();
        return new Tally(added, changes.size() - added, wanted - changes.size());
    }

    @Override
    public Uni<Boolean> remove(Mutiny.Session session, Author author, String phone, String reason) {
        return change(session, REMOVE, author)
                .setParameter("phone", phone)
                .setParameter("reason", reason)
                .getResultList()
                .map(changes -> !changes.isEmpty());
    }

    private static Mutiny.SelectionQuery<String> change(Mutiny.Session session, String sql, Author author) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("account", author.account())
                .setParameter("source", author.source().word())
                .setParameter("by", author.name())
                .setParameter("at", author.at());
    }

    @Override
    public Uni<Boolean> requestUnderWay(String account) {
        return pool.preparedQuery(REQUEST_UNDER_WAY)
                .execute(Tuple.of(account))
                .map(rows -> rows.iterator().hasNext());
    }

    @Override
    public Uni<List<UUID>> toTell(Mutiny.Session session, int most) {
        return session.createNativeQuery(TO_TELL, UUID.class)
                .setParameter("most", most)
                .getResultList();
    }

    @Override
    public Uni<Void> told(Mutiny.Session session) {
        return session.createNativeQuery(ALL_TOLD).executeUpdate().replaceWithVoid();
    }

    @Override
    public Uni<Optional<Entry>> find(String account, String phone) {
        return pool.preparedQuery(ENTRY + "and phone = $2")
                .execute(Tuple.of(account, phone))
                .map(rows -> read(rows, SuppressionsInPostgres::entry).stream().findFirst());
    }

    @Override
    public Uni<List<Entry>> list(String account, String after, int most) {
        return pool.preparedQuery(ENTRY + "and phone > $2 order by phone limit $3")
                .execute(Tuple.of(account, after, most))
                .map(rows -> read(rows, SuppressionsInPostgres::entry));
    }

    @Override
    public Uni<List<Change>> changes(String account, Optional<String> phone, long before, int most) {
        return pool.preparedQuery(CHANGE + "and ($3 = '' or phone = $3) order by id desc limit $4")
                .execute(Tuple.of(account, before, phone.orElse(""), most))
                .map(rows -> read(rows, SuppressionsInPostgres::change));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString("phone"),
                row.getString("reason"),
                row.getOffsetDateTime("added_at").toInstant(),
                row.getString("added_by"));
    }

    private static Change change(Row row) {
        return new Change(
                row.getLong("id"),
                row.getString("phone"),
                row.getString("change"),
                row.getString("reason"),
                row.getString("source"),
                row.getString("changed_by"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(reader.apply(row)));
        return all;
    }
}
