package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.ApprovalAction;
import dev.switchboard.mission.application.Approvals;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Approvals in the table {@code approval}. */
@ApplicationScoped
public class ApprovalsInPostgres implements Approvals {

    private static final String ADD = """
            insert into approval (id, account, mission_id, run_id, action, question, request, digest, approvers,
                candidates, requested_at, expires_at, resumes, status)
            select v.id, v.account, v.mission_id, v.run_id, v.action, v.question, v.request, v.digest, v.approvers,
                v.candidates, v.requested_at, v.expires_at, v.resumes, 'pending'
            from json_to_record(cast(cast(:approval as text) as json)) as v(
                id uuid, account text, mission_id uuid, run_id uuid, action text, question text, request json,
                digest text, approvers json, candidates json, requested_at timestamptz, expires_at timestamptz,
                resumes text)
            """;

    private static final String RUN_OF = "select run_id from approval where id = :id and account = :account";

    private static final String LOCK = "select " + ApprovalRow.COLUMNS + " from approval where id = :id for update";

    private static final String LOCK_PENDING = "select " + ApprovalRow.COLUMNS
            + " from approval where run_id = :run and status = 'pending' order by id for update";

    private static final String SETTLE = """
            update approval set status = v.status, decided_by = v.decided_by, channel = v.channel,
                decision_id = v.decision_id, words = v.words, shortlist = v.shortlist, reason = v.reason,
                settled_at = v.settled_at
            from json_to_record(cast(cast(:settlement as text) as json)) as v(
                id uuid, status text, decided_by text, channel text, decision_id uuid, words text, shortlist json,
                reason text, settled_at timestamptz)
            where approval.id = v.id and approval.status = 'pending'
            """;

    private static final String GIVEN = """
            select a.id from approval a
            where a.run_id = :run and a.action = :action and a.digest = :digest and a.status = 'approved'
                and not exists (select 1 from guarded_action g where g.approval_id = a.id and g.state <> 'sending')
            order by a.settled_at desc limit 1
            """;

    private static final String OVERDUE = """
            select id, account from approval where status = 'pending' and expires_at <= $1
            order by expires_at limit 100
            """;

    private static final String NEXT_EXPIRY = "select min(expires_at) as at from approval where status = 'pending'";

    private record RunOfRow(Optional<UUID> runId) {}

    private record IdRow(UUID id) {}

    private record InstantRow(Optional<Instant> at) {}

    private final Pool pool;

    ApprovalsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(Mutiny.Session session, AskedApproval asked) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", asked.id().toString())
                .put("account", asked.account())
                .put("action", asked.action().word())
                .put("question", asked.question())
                .put("digest", asked.approval().digest())
                .put("requested_at", asked.requestedAt().toString())
                .put("expires_at", asked.approval().expiresAt().toString());
        asked.missionId().ifPresent(id -> row.put("mission_id", id.toString()));
        asked.runId().ifPresent(id -> row.put("run_id", id.toString()));
        asked.resumes().map(RunStatus::word).ifPresent(word -> row.put("resumes", word));
        row.set("request", asked.request());
        row.set("approvers", EventJson.mapper().valueToTree(asked.approval().approvers()));
        row.set("candidates", EventJson.mapper().valueToTree(asked.approval().candidates()));
        return Rows.execute(session, ADD, Map.of("approval", EventJson.write(row)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Optional<UUID>>> runOf(Mutiny.Session session, String account, UUID approvalId) {
        return Rows.first(session, RUN_OF, Map.of("id", approvalId, "account", account), RunOfRow.class)
                .map(row -> row.map(RunOfRow::runId));
    }

    @Override
    public Uni<AskedApproval> lock(Mutiny.Session session, UUID approvalId) {
        return Rows.first(session, LOCK, Map.of("id", approvalId), ApprovalRow.class)
                .map(row -> row.map(ApprovalRow::asked)
                        .orElseThrow(() -> new IllegalStateException("no approval " + approvalId)));
    }

    @Override
    public Uni<List<AskedApproval>> lockPending(Mutiny.Session session, UUID runId) {
        return Rows.list(session, LOCK_PENDING, Map.of("run", runId), ApprovalRow.class)
                .map(rows -> rows.stream().map(ApprovalRow::asked).toList());
    }

    @Override
    public Uni<Void> settle(Mutiny.Session session, AskedApproval settled, Settlement settlement) {
        ObjectNode row = EventJson.mapper()
                .createObjectNode()
                .put("id", settled.id().toString())
                .put("status", settled.approval().status().word())
                .put("settled_at", settlement.at().toString());
        settlement.by().ifPresent(by -> row.put("decided_by", by));
        settlement.channel().ifPresent(channel -> row.put("channel", channel));
        settlement.decisionId().ifPresent(id -> row.put("decision_id", id.toString()));
        settlement.words().ifPresent(words -> row.put("words", words));
        settlement.reason().ifPresent(reason -> row.put("reason", reason));
        row.set("shortlist", EventJson.mapper().valueToTree(settlement.shortlist()));
        return Rows.execute(session, SETTLE, Map.of("settlement", EventJson.write(row)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> given(Mutiny.Session session, UUID runId, ApprovalAction action, String digest) {
        return Rows.first(session, GIVEN, Map.of("run", runId, "action", action.word(), "digest", digest), IdRow.class)
                .map(row -> row.map(IdRow::id));
    }

    @Override
    public Uni<List<Overdue>> overdue(Instant now) {
        return Rows.list(pool, OVERDUE, Tuple.of(now.atOffset(ZoneOffset.UTC)), Overdue.class);
    }

    @Override
    public Uni<Optional<Instant>> nextExpiry() {
        return Rows.first(pool, NEXT_EXPIRY, Tuple.tuple(), InstantRow.class).map(row -> row.flatMap(InstantRow::at));
    }
}
