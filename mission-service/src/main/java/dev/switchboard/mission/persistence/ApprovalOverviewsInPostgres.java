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

    private static final String OF_ACCOUNT = COLUMNS + "where a.account = $1";
    private static final String BEFORE =
            "(a.requested_at, a.id) < (select b.requested_at, b.id from approval b where b.id = ? and b.account = $1)";

    private static final String APPROVAL = OF_ACCOUNT + " and a.id = $2";

    private static final String ACTION =
            "select " + ACTION_COLUMNS + " from guarded_action g where g.account = $1 and g.id = $2";

    private final Pool pool;

    ApprovalOverviewsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<ApprovalOverview>> approvals(
            String account, Optional<UUID> runId, Optional<String> status, Optional<UUID> after, int limit) {
        Listing list = new Listing(OF_ACCOUNT, account)
                .and("a.run_id = ?", runId)
                .and("a.status = ?", status)
                .and(BEFORE, after)
                .inOrder("a.requested_at desc, a.id desc", limit);
        return Rows.list(pool, list, ApprovalOverview.class);
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
