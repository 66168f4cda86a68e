package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.mission.application.RequestAction;
import dev.switchboard.mission.application.RequestAction.Outcome;
import dev.switchboard.mission.application.reading.ActionOverview;
import dev.switchboard.mission.application.reading.ApprovalOverviews;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Guarded requests to Telnyx that no mission needs. */
@Path("/v1/actions")
@Tag(name = "approvals")
@Produces(MediaType.APPLICATION_JSON)
public class ActionsResource {

    private final RequestAction requestAction;
    private final ApprovalOverviews overviews;
    private final Caller caller;

    ActionsResource(RequestAction requestAction, ApprovalOverviews overviews, Caller caller) {
        this.requestAction = requestAction;
        this.overviews = overviews;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "Make one guarded request",
            description = "{action, request}. What the account allows is made at once; what must be asked waits for an"
                    + " approval of exactly this request; what it denies is refused. assistant.create: name,"
                    + " instructions …; assistant.update: assistant_id and the fields to change; assistant.delete:"
                    + " assistant_id; number.reassign: phone_number_id, connection_id; connection.change:"
                    + " application_id, application_name, webhook_event_url …")
    @APIResponse(responseCode = "200", description = "Made, or refused by Telnyx: state says which")
    @APIResponse(responseCode = "202", description = "Waits: for an approval (approval_id), or for Telnyx (action_id)")
    @APIResponse(responseCode = "403", description = "Denied, or nobody may decide; or the key may not ask for it")
    @APIResponse(responseCode = "422", description = "Not such a request; every error is listed")
    public Uni<Response> request(JsonNode body) {
        if (!caller.role().mayCall()) {
            return Uni.createFrom()
                    .item(Problem.of(
                                    403,
                                    "a key of role " + caller.role().word()
                                            + " makes no requests: use one of role agent or operator")
                            .response());
        }
        JsonNode wanted = body == null ? MissingNode.getInstance() : body;
        String account = caller.account();
        return requestAction
                .wanted(account, caller.name(), wanted.path("action"), wanted.path("request"))
                .chain(outcome -> answer(account, outcome));
    }

    private Uni<Response> answer(String account, Outcome outcome) {
        if (outcome instanceof Outcome.Taken taken) {
            return action(account, taken.actionId()).map(ActionsResource::state);
        }
        return Uni.createFrom().item(answer(outcome));
    }

    private static Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Asked asked) {
            return Response.status(202)
                    .location(URI.create("/v1/approvals/" + asked.approvalId()))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new AskedView(asked.approvalId(), "pending"))
                    .build();
        }
        if (outcome instanceof Outcome.Denied denied) {
            return Problem.of(403, denied.reason()).response();
        }
        List<Problem.Error> errors = ((Outcome.Invalid) outcome)
                .flaws().stream()
                        .map(flaw -> new Problem.Error(flaw.path(), flaw.value(), flaw.expectation()))
                        .toList();
        return Problem.invalid("this request cannot be made; nothing was done", errors)
                .response();
    }

    private static Response state(ActionOverview action) {
        boolean over = action.finishedAt().isPresent();
        return Response.status(over ? 200 : 202)
                .location(URI.create("/v1/actions/" + action.actionId()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(action)
                .build();
    }

    @GET
    @Path("/{actionId}")
    @Operation(summary = "A guarded request: due, sending, executed or failed")
    public Uni<ActionOverview> get(@RestPath String actionId) {
        return action(caller.account(), Page.id("action id", actionId));
    }

    private Uni<ActionOverview> action(String account, UUID actionId) {
        return overviews
                .action(account, actionId)
                .map(found -> found.orElseThrow(() -> new NotFoundException("there is no action " + actionId)));
    }
}
