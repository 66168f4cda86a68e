package dev.switchboard.mission.http;

import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.reading.EventOverview;
import dev.switchboard.mission.application.reading.Overviews;
import dev.switchboard.mission.application.reading.RunOverview;
import dev.switchboard.mission.application.reading.TargetOverview;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/** Runs: how far they are, and what came of them. */
@Path("/v1/runs")
@Tag(name = "runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {

    private final Overviews overviews;
    private final Results results;
    private final FollowRun follow;
    private final Caller caller;

    RunsResource(Overviews overviews, Results results, FollowRun follow, Caller caller) {
        this.overviews = overviews;
        this.results = results;
        this.follow = follow;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Runs of the key's account, newest first")
    public Uni<Page<RunOverview>> list(
            @QueryParam("mission_id") String missionId,
            @QueryParam("status") String status,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = Page.limit(limit);
        Optional<String> wanted = Optional.ofNullable(status);
        if (wanted.filter(word -> RunStatus.of(word).isEmpty()).isPresent()) {
            throw new BadRequestException("status '" + status + "' is none that a run can have");
        }
        return overviews
                .runs(
                        caller.account(),
                        Page.optionalId("mission_id", missionId),
                        wanted,
                        Page.optionalId("after", after),
                        most + 1)
                .map(runs -> Page.of(runs, most, RunOverview::runId));
    }

    @GET
    @Path("/{runId}")
    @Operation(summary = "A run: status, counts, steps, progress")
    public Uni<RunOverview> get(@RestPath String runId) {
        return overviews
                .runWithProgress(caller.account(), Page.id("run id", runId))
                .map(run -> existing(run, runId));
    }

    @GET
    @Path("/{runId}/targets")
    @Operation(summary = "The targets of a run, as listed in the mission file")
    public Uni<Page<TargetOverview>> targets(
            @RestPath String runId,
            @QueryParam("status") String status,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Page.limit(limit);
        int position = (int) Math.min(Integer.MAX_VALUE, Page.number("after", after));
        Optional<String> wanted = Optional.ofNullable(status);
        if (wanted.filter(word -> TargetStatus.of(word).isEmpty()).isPresent()) {
            throw new BadRequestException("status '" + status + "' is none that a target can have");
        }
        return run(runId)
                .chain(run -> overviews.targets(run.runId(), wanted, position, most + 1))
                .map(targets -> Page.of(targets, most, TargetOverview::position));
    }

    @GET
    @Path("/{runId}/results")
    @Operation(
            summary = "What came of a run so far",
            description = "As JSON, or with format=csv one line per target. cost_usd is an estimate.")
    @Parameter(name = ResultFormat.PARAMETER, description = "json or csv", schema = @Schema(defaultValue = "json"))
    public RestMulti<byte[]> results(@RestPath String runId) {
        return RestMulti.fromMultiData(run(runId).onItem().transformToMulti(results::json))
                .encodeAsJsonArray(false)
                .build();
    }

    @GET
    @Path("/{runId}/results")
    @Produces(ResultFormat.CSV)
    @Operation(hidden = true)
    public Multi<byte[]> resultsAsCsv(@RestPath String runId) {
        return run(runId).onItem().transformToMulti(results::csv);
    }

    @GET
    @Path("/{runId}/events")
    @Operation(
            summary = "What happened in a run",
            description = "With Accept: text/event-stream a stream that begins after Last-Event-ID, follows the run and"
                    + " ends with it; with Accept: application/json a page.")
    public Uni<Page<EventOverview>> events(
            @RestPath String runId,
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Page.limit(limit);
        long seq = Page.number("after", after);
        return run(runId)
                .chain(run -> overviews.events(run.runId(), seq, most + 1))
                .map(events -> Page.of(events, most, EventOverview::seq));
    }

    @GET
    @Path("/{runId}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> stream(
            @RestPath String runId,
            @HeaderParam("Last-Event-ID") @DefaultValue("0") String lastEventId,
            @Context Sse sse) {
        long seen = Page.number("Last-Event-ID", lastEventId);
        return run(runId)
                .onItem()
                .transformToMulti(run -> follow.from(run.runId(), seen))
                .map(event -> sse.newEventBuilder()
                        .id(Long.toString(event.seq()))
                        .name(event.type())
                        .data(EventJson.write(event))
                        .build());
    }

    private Uni<RunOverview> run(String runId) {
        return overviews.run(caller.account(), Page.id("run id", runId)).map(run -> existing(run, runId));
    }

    private static RunOverview existing(Optional<RunOverview> found, String runId) {
        return found.orElseThrow(() -> new NotFoundException("there is no run " + runId));
    }
}
