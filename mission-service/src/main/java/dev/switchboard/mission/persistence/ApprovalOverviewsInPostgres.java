package dev.switchboard.mission.persistence;

import dev.switchboard.mission.application.reading.ActionOverview;
import dev.switchboard.mission.application.reading.ApprovalOverview;
import dev.switchboard.mission.application.reading.ApprovalOverviews;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads approvals and guarded requests for those who look. */
@ApplicationScoped
public class ApprovalOverviewsInPostgres implements ApprovalOverviews {

    private static final String ACTION_COLUMNS =
            "g.id as action_id, g.action, g.state, g.result, g.reason, g.finished_at";

    private static final String COLUMNS = """
            select a.id as approval_id, a.account, a.mission_id, a.run_id, a.action, a.question, a.request, a.digest,
                a.approvers, a.status, a.requested_at, a.expires_at, a.decided_by, a.channel, a.decision_id, a.words,
                a.shortlist, a.reason, a.settled_at,
                (select row_to_json(e) from (select %s from guarded_action g where g.approval_id = a.id) e) as execution
            from approval a
            """.formatted(ACTION_COLUMNS);

    private static final String APPROVALS = COLUMNS + """
            where a.account = $1 and (cast($2 as uuid) is null or (a.requested_at, a.id) <
                    (select b.requested_at, b.id from approval b where b.id = $2 and b.account = $1))
                and (cast($3 as uuid) is null or a.run_id = $3) and (cast($4 as text) is null or a.status = $4)
            order by a.requested_at desc, a.id desc limit $5
            """;

    private static final String APPROVAL = COLUMNS + "where a.account = $1 and a.id = $2";

    private static final String ACTION =
            "select " + ACTION_COLUMNS + " from guarded_action g where g.account = $1 and g.id = $2";

    private final Pool pool;

    ApprovalOverviewsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<ApprovalOverview>> approvals(
            String account, Optional<UUID> runId, Optional<String> status, Optional<UUID> after, int limit) {
        return Rows.list(
                pool,
                APPROVALS,
                Tuple.of(account, after.orElse(null), runId.orElse(null), status.orElse(null), limit),
                ApprovalOverview.class);
    }

    @Override
    public Uni<Optional<ApprovalOverview>> approval(String account, UUID approvalId) {
        return Rows.first(pool, APPROVAL, Tuple.of(account, approvalId), ApprovalOverview.class);
    }

    @Override
    public Uni<Optional<ActionOverview>> action(String account, UUID actionId) {
        return Rows.first(pool, ACTION, Tuple.of(account, actionId), ActionOverview.class);
    }
}
