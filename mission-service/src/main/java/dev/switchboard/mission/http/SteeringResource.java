package dev.switchboard.mission.http;

import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.mission.application.SteerRuns;
import dev.switchboard.mission.application.reading.Overviews;
import dev.switchboard.mission.application.reading.RunOverview;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Steering of runs, by agents and operators. Every answer is the run as it then is. */
@Path("/v1/runs")
@Tag(name = "runs")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@APIResponse(
        responseCode = "200",
        description = "Done, or so already",
        content = @Content(schema = @Schema(implementation = RunOverview.class)))
@APIResponse(responseCode = "403", description = "Only keys of role agent or operator steer")
@APIResponse(responseCode = "404", description = "The key's account has no such run")
@APIResponse(
        responseCode = "409",
        description = "Not possible in the run's status, which is named",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class SteeringResource {

    private final SteerRuns steer;
    private final Overviews overviews;
    private final Caller caller;
    private final MissionClock clock;

    SteeringResource(SteerRuns steer, Overviews overviews, Caller caller, MissionClock clock) {
        this.steer = steer;
        this.overviews = overviews;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Path("/{runId}/pause")
    @Operation(
            summary = "Place no further call",
            description = "Calls under way go on and what they yield is taken. A call that was handed to the provider"
                    + " before the pause was known may still ring.")
    public Uni<Response> pause(@RestPath String runId) {
        return steer(runId, id -> steer.pause(id, by()));
    }

    @POST
    @Path("/{runId}/resume")
    @Operation(summary = "Let a paused run go on where it stood")
    public Uni<Response> resume(@RestPath String runId) {
        return steer(runId, id -> steer.resume(id, by()));
    }

    @POST
    @Path("/{runId}/cancel")
    @Operation(
            summary = "End a run",
            description = "Calls that wait are not made, scheduled ones are deleted at the provider; with end_live=true"
                    + " those that ring or talk are hung up, otherwise they end by themselves.")
    @Parameter(
            name = "end_live",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(responseCode = "422", description = "end_live is neither true nor false, or there is a body")
    public Uni<Response> cancel(@RestPath String runId, @Context UriInfo uri, byte[] body) {
        Flag endLive = Flag.of(uri, "end_live");
        List<Problem.Error> errors = new ArrayList<>(endLive.flaws());
        if (body != null && body.length > 0) {
            errors.add(new Problem.Error("", "a body", "none; ?end_live=true hangs up who is on the line"));
        }
        return errors.isEmpty() ? steer(runId, id -> steer.cancel(id, endLive.isSet(), by())) : refused(errors);
    }

    private static Uni<Response> refused(List<Problem.Error> errors) {
        return Uni.createFrom()
                .item(Problem.invalid("nothing was changed", errors).response());
    }

    @PATCH
    @Path("/{runId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change priority, deadline or budget",
            description = "What is not given stays. null lifts a deadline or a budget. A deadline is an instant or a"
                    + " duration from now.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "422", description = "Wrong values; every one is listed and nothing is changed")
    public Uni<Response> change(@RestPath String runId, byte[] body) {
        RunChangeRequest request = RunChangeRequest.read(body, clock.instant());
        return request.errors().isEmpty()
                ? steer(runId, id -> steer.change(id, request.change(), by()))
                : refused(request.errors());
    }

    private String by() {
        return "key " + caller.name();
    }

    private Uni<Response> steer(String runId, Function<UUID, Uni<Optional<String>>> wish) {
        if (!caller.role().mayCall()) {
            return Uni.createFrom()
                    .item(Problem.of(403, "a key of role " + caller.role().word() + " does not steer runs")
                            .response());
        }
        UUID id = Page.id("run id", runId);
        return shown(id, runId).chain(() -> wish.apply(id)).chain(refusal -> answer(id, runId, refusal));
    }

    private Uni<Response> answer(UUID id, String runId, Optional<String> refusal) {
        return refusal.map(
                        reason -> Uni.createFrom().item(Problem.of(409, reason).response()))
                .orElseGet(() -> shown(id, runId)
                        .map(run -> Response.ok(run, MediaType.APPLICATION_JSON).build()));
    }

    private Uni<RunOverview> shown(UUID id, String runId) {
        return overviews
                .runWithProgress(caller.account(), id)
                .map(found -> found.orElseThrow(() -> new NotFoundException("there is no run " + runId)));
    }
}
