package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventJson;
import dev.switchboard.messaging.Ids;
import dev.switchboard.mission.application.ApprovalAction;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.application.GuardedActions;
import dev.switchboard.mission.application.GuardedRequest;
import dev.switchboard.mission.application.Question;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Guarded requests in the table {@code guarded_action}. */
@ApplicationScoped
public class GuardedActionsInPostgres implements GuardedActions {

    private static final String COLUMNS = """
            (id, account, run_id, approval_id, asked_by, action, request, digest, state, tries, due_at, created_at)
            select v.id, v.account, v.run_id, v.approval_id, v.asked_by, v.action, v.request, v.digest, v.state, v.tries,
                v.due_at, v.created_at
            """;

    private static final String TYPES = """
            as v(id uuid, account text, run_id uuid, approval_id uuid, asked_by text, action text, request json,
                digest text, state text, tries integer, due_at timestamptz, created_at timestamptz)
            """;

    private static final String INSERT =
            "insert into guarded_action " + COLUMNS + "from json_to_record(cast(cast($1 as text) as json)) " + TYPES;

    private static final String INSERT_IN_SESSION = "insert into guarded_action " + COLUMNS
            + "from json_to_record(cast(cast(:action as text) as json)) " + TYPES
            + " on conflict (approval_id) do nothing";

    /** The same request once more has its row already: it may have been made. */
    private static final String AGAIN =
            " do update set state = 'sending', tries = guarded_action.tries + 1 returning id";

    private static final String BEGIN_APPROVED = INSERT + " on conflict (approval_id)" + AGAIN;
    private static final String BEGIN_ALLOWED =
            INSERT + " on conflict (run_id, action, digest) where run_id is not null and approval_id is null" + AGAIN;

    private static final String EXECUTED = """
            update guarded_action set state = 'executed', result = cast(cast($2 as text) as json), finished_at = $3, due_at = null
            where id = $1
            """;
    private static final String FAILED = """
            update guarded_action set state = 'failed', reason = $2, finished_at = $3, due_at = null where id = $1
            """;
    private static final String CLAIM = """
            update guarded_action set due_at = $2 where id in (
                select id from guarded_action where due_at <= $1 order by due_at limit 20 for update skip locked)
            returning id
            """;
    private static final String FIND = "select id, account, action, request, tries from guarded_action where id = $1";
    private static final String ATTEMPTING =
            "update guarded_action set state = 'sending', tries = tries + 1 where id = $1";
    private static final String PUT_OFF = "update guarded_action set due_at = $2 where id = $1 and due_at is not null";
    private static final String NEXT_DUE = "select min(due_at) as at from guarded_action where due_at is not null";

    private record ActionRow(UUID id, String account, String action, JsonNode request, int tries) {

        DueAction due() {
            ApprovalAction known =
                    ApprovalAction.of(action).orElseThrow(() -> new IllegalStateException("action '" + action + "'"));
            return new DueAction(id, account, GuardedRequest.of(known, request), tries);
        }
    }

    private record InstantRow(Optional<Instant> at) {}

    private final Pool pool;
    private final MissionClock clock;
    private final Ids ids;

    GuardedActionsInPostgres(Pool pool, MissionClock clock, Ids ids) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Uni<UUID> begin(UUID runId, String account, GuardedRequest request, Optional<UUID> approvalId) {
        ObjectNode row = row(account, request.action(), request.shown())
                .put("run_id", runId.toString())
                .put("state", "sending")
                .put("tries", 1);
        approvalId.ifPresent(id -> row.put("approval_id", id.toString()));
        return pool.preparedQuery(approvalId.isPresent() ? BEGIN_APPROVED : BEGIN_ALLOWED)
                .execute(Tuple.of(EventJson.write(row)))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    @Override
    public Uni<UUID> add(String account, String askedBy, GuardedRequest request, Instant dueAt) {
        ObjectNode row = row(account, request.action(), request.shown())
                .put("asked_by", askedBy)
                .put("state", "due")
                .put("tries", 0)
                .put("due_at", dueAt.toString());
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(EventJson.write(row)))
                .replaceWith(UUID.fromString(row.path("id").asText()));
    }

    @Override
    public Uni<Void> release(Mutiny.Session session, AskedApproval given) {
        ObjectNode row = row(given.account(), given.action(), given.request())
                .put("approval_id", given.id().toString())
                .put("state", "due")
                .put("tries", 0)
                .put("due_at", clock.instant().toString());
        return Rows.execute(session, INSERT_IN_SESSION, Map.of("action", EventJson.write(row)))
                .replaceWithVoid();
    }

    private ObjectNode row(String account, ApprovalAction action, JsonNode shown) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", ids.next().toString())
                .put("account", account)
                .put("action", action.word())
                .put("digest", new Question(action, "", (ObjectNode) shown).digest())
                .put("created_at", clock.instant().toString());
        row.set("request", shown);
        return row;
    }

    @Override
    public Uni<Void> executed(UUID id, JsonNode result) {
        JsonNode kept = result.isMissingNode() ? EventJson.mapper().createObjectNode() : result;
        return pool.preparedQuery(EXECUTED)
                .execute(Tuple.of(id, EventJson.write(kept), utc(clock.instant())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> failed(UUID id, String reason) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(id, reason, utc(clock.instant())))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> claim(Instant now, Instant until) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(utc(now), utc(until)))
                .chain(rows ->
                        rows.toMulti().map(row -> row.getUUID("id")).collect().asList());
    }

    @Override
    public Uni<DueAction> find(UUID id) {
        return Rows.first(pool, FIND, Tuple.of(id), ActionRow.class)
                .map(row -> row.map(ActionRow::due)
                        .orElseThrow(() -> new IllegalStateException("no guarded action " + id)));
    }

    @Override
    public Uni<Void> attempting(UUID id) {
        return pool.preparedQuery(ATTEMPTING).execute(Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<Void> putOff(UUID id, Instant until) {
        return pool.preparedQuery(PUT_OFF).execute(Tuple.of(id, utc(until))).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return Rows.first(pool, NEXT_DUE, Tuple.tuple(), InstantRow.class).map(row -> row.flatMap(InstantRow::at));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
