package dev.switchboard.scheduler.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.events.EventJson;
import dev.switchboard.scheduler.application.ActOnCall;
import dev.switchboard.scheduler.application.LiveCalls;
import dev.switchboard.scheduler.domain.action.CallAction;
import dev.switchboard.scheduler.domain.action.CallActions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Calls of the key's account, and what may be done to one while it is live. */
@Path("/v1/calls")
@Tag(name = "calls")
@Produces(MediaType.APPLICATION_JSON)
public class CallsResource {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String COMMAND_ID = "command_id";

    /** A call, the commands that were sent to it, and the webhooks that followed them. */
    public record CallView(
            LiveCalls.Sight call, List<LiveCalls.Command> actions, List<LiveCalls.Followed> actionWebhooks) {}

    /**
     * A command that Telnyx has taken.
     *
     * @param expects types of the webhooks that may follow; see {@code action_webhooks} of the call
     */
    public record ActionView(
            UUID commandId, UUID callId, String action, Optional<String> conversationId, List<String> expects) {}

    private final ActOnCall act;
    private final LiveCalls calls;
    private final Caller caller;

    CallsResource(ActOnCall act, LiveCalls calls, Caller caller) {
        this.act = act;
        this.calls = calls;
        this.caller = caller;
    }

    @GET
    @Path("/{callId}")
    @Operation(summary = "A call: its state, its attempt, the actions on it and the webhooks that followed them")
    public Uni<CallView> get(@RestPath String callId) {
        UUID id = Page.id("call id", callId);
        return calls.find(caller.account(), id)
                .map(found -> found.orElseThrow(() -> new NotFoundException("there is no call " + callId)))
                .chain(call -> Uni.combine()
                        .all()
                        .unis(calls.commands(id), calls.followed(id))
                        .with((commands, followed) -> new CallView(call, commands, followed)));
    }

    @POST
    @Path("/{callId}/actions/{action}")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "Do something to a live call",
            description = "The actions of Telnyx's call control, with its fields. A command_id (UUID) may be given; a"
                    + " request that is repeated with it is not carried out twice.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Response> act(@RestPath String callId, @RestPath String action, byte[] body) {
        if (!caller.role().mayCall()) {
            return answer(Problem.of(403, "only a key of role agent or operator acts on a call"));
        }
        UUID id = Page.id("call id", callId);
        CallAction known = CallActions.of(action)
                .orElseThrow(() -> new NotFoundException(
                        "there is no action '" + action + "'; there are " + String.join(", ", CallActions.names())));
        ObjectNode fields = JsonBody.read(body);
        List<CallAction.Fault> faults = known.check(EventJson.mapper().convertValue(fields, FIELDS));
        if (!faults.isEmpty()) {
            return answer(invalid(known, faults));
        }
        return act.act(new ActOnCall.Wish(caller.account(), id, known, fields, commandId(fields), caller.name()))
                .map(done -> answer(id, known, done));
    }

    private static Optional<UUID> commandId(ObjectNode fields) {
        JsonNode given = fields.path(COMMAND_ID);
        if (given.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(given.asText()));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(COMMAND_ID + " '" + given.asText() + "': expected a UUID");
        }
    }

    private static Problem invalid(CallAction action, List<CallAction.Fault> faults) {
        return Problem.invalid(
                action.name() + " has " + faults.size() + (faults.size() == 1 ? " error" : " errors")
                        + "; nothing was sent",
                faults.stream()
                        .map(fault -> new Problem.Error(fault.path(), fault.value(), fault.expectation()))
                        .toList());
    }

    private static Response answer(UUID callId, CallAction action, ActOnCall.Done done) {
        if (done instanceof ActOnCall.Unknown) {
            return Problem.of(404, "there is no call " + callId).response();
        }
        if (done instanceof ActOnCall.NotLive notLive) {
            return Problem.of(
                            409,
                            "no phone rings or talks for this call now: it is "
                                    + notLive.state().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .response();
        }
        if (done instanceof ActOnCall.Taken) {
            return Problem.of(409, "this command_id stands for another action, call or attempt")
                    .response();
        }
        return answer(callId, action, (ActOnCall.Sent) done);
    }

    private static Response answer(UUID callId, CallAction action, ActOnCall.Sent sent) {
        String words = sent.detail();
        return switch (sent.result()) {
            case DONE ->
                Response.ok(new ActionView(
                                sent.commandId(), callId, action.name(), sent.conversationId(), action.webhooks()))
                        .build();
            case REFUSED -> Problem.of(422, "Telnyx refuses it: " + words).response();
            case MISSING ->
                Problem.of(409, "Telnyx does not know this call any more: " + words)
                        .response();
            case UNAUTHORISED ->
                Problem.of(502, "Telnyx does not accept the account's key").response();
            case THROTTLED ->
                Problem.of(429, "Telnyx has too much to do; nothing was done").response();
            case NOT_SENT ->
                Problem.of(503, "Telnyx cannot be reached; nothing was done").response();
            case UNCLEAR ->
                Problem.of(
                                504,
                                "Telnyx did not answer: the action may have been done. Repeat it with command_id "
                                        + sent.commandId() + " within a minute to make sure")
                        .response();
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.response());
    }
}
