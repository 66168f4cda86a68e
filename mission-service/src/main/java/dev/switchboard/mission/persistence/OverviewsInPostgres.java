package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.audit.AuditChain;
import dev.switchboard.mission.application.Price;
import dev.switchboard.mission.application.reading.CallOverview;
import dev.switchboard.mission.application.reading.EventOverview;
import dev.switchboard.mission.application.reading.MissionOverview;
import dev.switchboard.mission.application.reading.Overviews;
import dev.switchboard.mission.application.reading.RoundOverview;
import dev.switchboard.mission.application.reading.RunOverview;
import dev.switchboard.mission.application.reading.TargetOverview;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.InsightStatus;
import dev.switchboard.mission.domain.TargetProgress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads missions, runs, targets and events for those who look, always by key. */
@ApplicationScoped
public class OverviewsInPostgres implements Overviews {

    private static final String MISSION_COLUMNS = """
            m.id as mission_id, m.account, m.name, m.handle, m.mission_class as class, m.created_at,
            r.id as run_id, r.status, r.targets
            """;

    private static final String LATEST_RUN = """
            from mission m cross join lateral (
                select id, status, targets from run where mission_id = m.id order by created_at desc, id desc limit 1) r
            """;

    private static final String MISSIONS = "select " + MISSION_COLUMNS + LATEST_RUN + "where m.account = $1";
    private static final String MISSIONS_BEFORE =
            "(m.created_at, m.id) < (select a.created_at, a.id from mission a where a.id = ? and a.account = $1)";

    private static final String MISSION = "select " + MISSION_COLUMNS + ", m.document " + LATEST_RUN + """
            where m.account = $1 and m.id = $2
            """;

    private static final String RUN_COLUMNS = """
            r.id as run_id, r.mission_id, r.account, m.name, m.handle, m.mission_class as class, r.status, r.reason,
            r.summary, r.created_at, r.started_at, r.finished_at, r.deadline_at, r.priority, r.budget_usd, r.cost_usd,
            r.event_hash as audit_hash,
            json_build_object('targets', r.targets, 'calls', r.calls, 'succeeded', r.succeeded) as counts,
            (select coalesce(json_agg(json_build_object('step_id', s.step_id, 'description', s.description,
                'sequence', s.sequence, 'status', s.status, 'started_at', s.started_at, 'completed_at', s.completed_at)
                order by s.sequence), '[]') from step s where s.run_id = r.id) as steps,
            json_build_object('assistant_id', r.provisions -> 0 ->> 'assistant_id',
                'insight_group_id', r.provisions -> 0 ->> 'group_id', 'from', r.provisions -> 0 ->> 'from',
                'mission_id', w.mission_ref, 'run_id', w.run_ref, 'mirror', w.state) as provider
            """;

    private static final String RUN_TABLES =
            "from run r join mission m on m.id = r.mission_id left join mirror w on w.run_id = r.id ";

    private static final String RUNS = "select " + RUN_COLUMNS + RUN_TABLES + "where r.account = $1";
    private static final String RUNS_BEFORE =
            "(r.created_at, r.id) < (select a.created_at, a.id from run a where a.id = ? and a.account = $1)";

    private static final String OF_ACCOUNT = "where r.account = $1 and r.id = $2";

    private static final String RUN = "select " + RUN_COLUMNS + RUN_TABLES + OF_ACCOUNT;

    private static final String RUN_WITH_PROGRESS = "select " + RUN_COLUMNS + """
            , json_build_object('requested', r.asked, 'settled', r.settled, 'by_status',
                (select coalesce(json_object_agg(t.status, t.many), '{}') from (
                    select status, count(*) as many from (
                        select distinct on (position) status from target where run_id = r.id
                        order by position, sequence desc) latest
                    group by status) t)) as progress
            """ + RUN_TABLES + OF_ACCOUNT;

    private static final String IS_OVER = "select finished_at is not null as over from run where id = $1";

    private static final String TARGET_COLUMNS = """
            t.id, t.position, t.name, t.phone, t.timezone, t.status, t.progress, t.cost_usd, t.call_variables, t.round,
            t.call_id, t.rank, t.recommended, t.rank_reason
            """;

    /** A target that was called in several stages is shown as it stands in the latest. */
    private static final String TARGETS = "select " + TARGET_COLUMNS + """
            from target t where t.run_id = $1 and t.sequence = (
                select max(entry.sequence) from target entry
                where entry.run_id = t.run_id and entry.position = t.position)
            """;

    private static final String CALL_OF = """
            select t.id, t.run_id, r.mission_id, r.status as run_status
            from target t join run r on r.id = t.run_id
            where r.account = $1 and t.id = (
                select id from target where id = $2 union select id from target where call_id = $2 limit 1)
            """;

    private static final String ONLY_CALL = """
            select t.id, t.run_id, r.mission_id, r.status as run_status
            from run r join target t on t.run_id = r.id and t.position = 1 where r.id = $1 and r.targets = 1
            order by t.sequence desc
            """;

    private static final String TARGET = "select " + TARGET_COLUMNS + "from target t where t.id = $1";

    private static final String RECOMMENDED = "select " + TARGET_COLUMNS
            + "from target t where t.run_id = $1 and t.recommended and t.rank > $2 order by t.rank limit $3";

    private static final String STAGES = "select " + TARGET_COLUMNS + """
            from target t where t.run_id = $1 and t.position between $2 and $3 and t.round is not null
            order by t.position, t.sequence
            """;

    private static final String COST = "select cost_usd from run where id = $1";

    private static final String EVENTS =
            "select seq, type, at, actor, why, body from run_event where run_id = $1 and seq > $2 order by seq limit $3";

    private static final String AUDIT =
            "select seq, type, at, actor, why, body, hash from run_event where run_id = $1 and seq > $2 order by seq limit $3";

    private record AuditRow(
            long seq, String type, Instant at, String actor, Optional<String> why, JsonNode body, String hash) {

        String line(UUID runId) {
            return AuditChain.canonical(
                    AuditLine.of(runId, seq, type, at, actor, why, body).put("hash", hash));
        }
    }

    private record CallRow(UUID id, UUID runId, UUID missionId, String runStatus) {}

    private record OverRow(boolean over) {}

    private record CostRow(BigDecimal costUsd) {}

    private record ShownTargetRow(
            UUID id,
            int position,
            String name,
            String phone,
            Optional<String> timezone,
            String status,
            Optional<TargetProgress> progress,
            BigDecimal costUsd,
            Optional<JsonNode> callVariables,
            Optional<String> round,
            Optional<UUID> callId,
            Optional<Integer> rank,
            boolean recommended,
            Optional<String> rankReason) {

        private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};

        /** @param stages all entries of the target, this one included; none in a class of one stage */
        TargetOverview overview(List<ShownTargetRow> stages) {
            TargetProgress known = known();
            return new TargetOverview(
                    id,
                    position,
                    name,
                    phone,
                    timezone,
                    status,
                    stages.isEmpty()
                            ? known.attempts()
                            : stages.stream()
                                    .mapToInt(stage -> stage.known().attempts())
                                    .sum(),
                    known.lastOutcome().map(CallOutcome::word),
                    known.reason(),
                    known.insight(),
                    known.insightStatus().map(InsightStatus::word),
                    known.insightErrors(),
                    known.summary(),
                    known.conversationId(),
                    known.durationSecs(),
                    Price.shown(
                            stages.isEmpty()
                                    ? costUsd
                                    : stages.stream()
                                            .map(ShownTargetRow::costUsd)
                                            .reduce(BigDecimal.ZERO, BigDecimal::add)),
                    variables(),
                    round,
                    callId,
                    rank,
                    recommended,
                    rankReason,
                    stages.stream().map(ShownTargetRow::stage).toList());
        }

        private RoundOverview stage() {
            TargetProgress known = known();
            return new RoundOverview(
                    round.orElse(""),
                    status,
                    known.attempts(),
                    known.lastOutcome().map(CallOutcome::word),
                    known.reason().or(() -> rankReason),
                    known.insight(),
                    known.insightStatus().map(InsightStatus::word),
                    known.insightErrors(),
                    known.summary(),
                    known.conversationId(),
                    variables());
        }

        private TargetProgress known() {
            return progress.orElse(TargetProgress.UNTOUCHED);
        }

        private Map<String, String> variables() {
            return callVariables
                    .filter(JsonNode::isObject)
                    .map(variables -> EventJson.mapper().convertValue(variables, VARIABLES))
                    .orElse(Map.of());
        }
    }

    private final Pool pool;

    OverviewsInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<MissionOverview>> missions(String account, Optional<UUID> after, int limit) {
        Listing list = new Listing(MISSIONS, account)
                .and(MISSIONS_BEFORE, after)
                .inOrder("m.created_at desc, m.id desc", limit);
        return Rows.list(pool, list, MissionOverview.class);
    }

    @Override
    public Uni<Optional<MissionOverview>> mission(String account, UUID missionId) {
        return Rows.first(pool, MISSION, Tuple.of(account, missionId), MissionOverview.class);
    }

    @Override
    public Uni<List<RunOverview>> runs(
            String account, Optional<UUID> missionId, Optional<String> status, Optional<UUID> after, int limit) {
        Listing list = new Listing(RUNS, account)
                .and("r.mission_id = ?", missionId)
                .and("r.status = ?", status)
                .and(RUNS_BEFORE, after)
                .inOrder("r.created_at desc, r.id desc", limit);
        return Rows.list(pool, list, RunOverview.class);
    }

    @Override
    public Uni<Optional<RunOverview>> run(String account, UUID runId) {
        return Rows.first(pool, RUN, Tuple.of(account, runId), RunOverview.class);
    }

    @Override
    public Uni<Optional<RunOverview>> runWithProgress(String account, UUID runId) {
        return Rows.first(pool, RUN_WITH_PROGRESS, Tuple.of(account, runId), RunOverview.class);
    }

    @Override
    public Uni<Boolean> isOver(UUID runId) {
        return Rows.first(pool, IS_OVER, Tuple.of(runId), OverRow.class)
                .map(row -> row.map(OverRow::over).orElse(true));
    }

    @Override
    public Uni<List<TargetOverview>> targets(UUID runId, Optional<String> status, int after, int limit) {
        Listing list = new Listing(TARGETS, runId)
                .and("t.position > ?", Optional.of(after))
                .and("t.status = ?", status)
                .inOrder("t.position", limit);
        return shown(runId, list.statement(), list.parameters());
    }

    @Override
    public Uni<Optional<CallOverview>> call(String account, UUID id) {
        return Rows.first(pool, CALL_OF, Tuple.of(account, id), CallRow.class).chain(this::call);
    }

    @Override
    public Uni<Optional<CallOverview>> onlyCall(UUID runId) {
        return Rows.first(pool, ONLY_CALL, Tuple.of(runId), CallRow.class).chain(this::call);
    }

    private Uni<Optional<CallOverview>> call(Optional<CallRow> found) {
        return found.map(row -> shown(row.runId(), TARGET, Tuple.of(row.id()))
                        .map(targets -> targets.stream()
                                .findFirst()
                                .map(target ->
                                        new CallOverview(row.missionId(), row.runId(), row.runStatus(), target))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    @Override
    public Uni<List<TargetOverview>> recommended(UUID runId, int afterRank, int limit) {
        return shown(runId, RECOMMENDED, Tuple.of(runId, afterRank, limit));
    }

    private Uni<List<TargetOverview>> shown(UUID runId, String query, Tuple parameters) {
        return Rows.list(pool, query, parameters, ShownTargetRow.class)
                .chain(rows -> stages(runId, rows)
                        .map(stages -> rows.stream()
                                .map(row -> row.overview(stages.getOrDefault(row.position(), List.of())))
                                .toList()));
    }

    /** All entries of the targets shown, by position; asked for only where there may be several. */
    private Uni<Map<Integer, List<ShownTargetRow>>> stages(UUID runId, List<ShownTargetRow> rows) {
        IntSummaryStatistics positions = rows.stream()
                .filter(row -> row.round().isPresent())
                .mapToInt(ShownTargetRow::position)
                .summaryStatistics();
        return positions.getCount() == 0
                ? Uni.createFrom().item(Map.of())
                : Rows.list(pool, STAGES, Tuple.of(runId, positions.getMin(), positions.getMax()), ShownTargetRow.class)
                        .map(all -> all.stream().collect(Collectors.groupingBy(ShownTargetRow::position)));
    }

    @Override
    public Uni<BigDecimal> cost(UUID runId) {
        return Rows.first(pool, COST, Tuple.of(runId), CostRow.class)
                .map(row -> row.map(CostRow::costUsd).orElse(BigDecimal.ZERO));
    }

    @Override
    public Uni<List<String>> audit(UUID runId, long after, int limit) {
        return Rows.list(pool, AUDIT, Tuple.of(runId, after, limit), AuditRow.class)
                .map(rows -> rows.stream().map(row -> row.line(runId)).toList());
    }

    @Override
    public Uni<List<EventOverview>> events(UUID runId, long after, int limit) {
        return Rows.list(pool, EVENTS, Tuple.of(runId, after, limit), EventOverview.class);
    }
}
