package dev.switchboard.mission.http;

import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.mission.application.Launch;
import dev.switchboard.mission.application.LaunchMission;
import dev.switchboard.mission.application.reading.CallOverview;
import dev.switchboard.mission.application.reading.Overviews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Single calls and texts, without a mission file. */
@Path("/v1/calls")
@Tag(name = "calls")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class CallsResource {

    private final LaunchMission launch;
    private final Overviews overviews;
    private final Caller caller;

    CallsResource(LaunchMission launch, Overviews overviews, Caller caller) {
        this.launch = launch;
        this.overviews = overviews;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make one call, or send one text",
            description =
                    "Keys: to (E.164), name, timezone, deadline, and as in a mission file: from, assistant, insight,"
                            + " channel, text, place_by, variables, recipients, calling_window, voicemail, retry. Window, retries,"
                            + " suppression and limits hold as for a mission.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            description = "Stored; it is made as soon as its window and the account's limits allow",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    @APIResponse(responseCode = "422", description = "Not a valid call; every error is listed and nothing is stored")
    @APIResponse(responseCode = "403", description = "Only keys of role agent or operator call")
    @APIResponse(responseCode = "409", description = "The Idempotency-Key stands for another request")
    public Uni<Response> create(byte[] body, @HeaderParam("Idempotency-Key") String idempotencyKey) {
        if (!caller.role().mayCall()) {
            return Uni.createFrom()
                    .item(Problem.of(403, "a key of role " + caller.role().word() + " does not call")
                            .response());
        }
        return launch.call(caller.account(), "key " + caller.name(), body, MissionsResource.key(idempotencyKey))
                .chain(this::answer);
    }

    private Uni<Response> answer(Launch launched) {
        return launched instanceof Launch.Done done
                ? overviews
                        .onlyCall(done.mission().runId())
                        .map(Optional::orElseThrow)
                        .map(CallsResource::created)
                : Uni.createFrom().item(MissionsResource.answer(launched));
    }

    private static Response created(CallOverview call) {
        CallView view = CallView.of(call);
        return Response.created(URI.create(CallView.path(view.id())))
                .type(MediaType.APPLICATION_JSON)
                .entity(view)
                .build();
    }

    @GET
    @Path("/{callId}")
    @Operation(
            summary = "A call: status, outcome, insight",
            description = "By the id that was answered, or by a call_id of the events; calls of missions as well.")
    public Uni<CallView> get(@RestPath String callId) {
        return overviews
                .call(caller.account(), Page.id("call id", callId))
                .map(found ->
                        found.map(CallView::of).orElseThrow(() -> new NotFoundException("there is no call " + callId)));
    }
}
