package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.access.Role;
import dev.switchboard.messaging.Ids;
import dev.switchboard.mission.application.DecideApproval;
import dev.switchboard.mission.application.HeardDecision;
import dev.switchboard.mission.application.Ruling;
import dev.switchboard.mission.application.reading.ApprovalOverview;
import dev.switchboard.mission.application.reading.ApprovalOverviews;
import dev.switchboard.mission.domain.approval.ApprovalStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What people are asked, and the place to answer. */
@Path("/v1/approvals")
@Tag(name = "approvals")
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {

    private final ApprovalOverviews overviews;
    private final DecideApproval decide;
    private final Caller caller;
    private final Ids ids;

    ApprovalsResource(ApprovalOverviews overviews, DecideApproval decide, Caller caller, Ids ids) {
        this.overviews = overviews;
        this.decide = decide;
        this.caller = caller;
        this.ids = ids;
    }

    @GET
    @Operation(summary = "Approvals of the key's account, newest first")
    public Uni<Page<ApprovalOverview>> list(
            @QueryParam("run_id") String runId,
            @QueryParam("status") String status,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = Page.limit(limit);
        Optional<String> wanted = Optional.ofNullable(status);
        if (wanted.filter(word -> ApprovalStatus.of(word).isEmpty()).isPresent()) {
            throw new BadRequestException("status '" + status + "' is none that an approval can have");
        }
        return overviews
                .approvals(
                        caller.account(),
                        Page.optionalId("run_id", runId),
                        wanted,
                        Page.optionalId("after", after),
                        most + 1)
                .map(approvals -> Page.of(approvals, most, ApprovalOverview::approvalId));
    }

    @GET
    @Path("/{approvalId}")
    @Operation(summary = "An approval: what exactly is decided on, who may, until when, and what became of it")
    public Uni<ApprovalOverview> get(@RestPath String approvalId) {
        return overviews
                .approval(caller.account(), Page.id("approval id", approvalId))
                .map(found -> found.orElseThrow(() -> missing(approvalId)));
    }

    @POST
    @Path("/{approvalId}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "Decide",
            description =
                    "{decision: approved | rejected | changed, digest?, words?, shortlist?}. The key's name must be"
                            + " one of the approvers; with a digest the decision counts only for the request that was seen. The"
                            + " first decision counts.")
    @APIResponse(responseCode = "200", description = "It counts; the approval as it stands now")
    @APIResponse(responseCode = "403", description = "The key may not decide this")
    @APIResponse(responseCode = "404", description = "The key's account has no such approval")
    @APIResponse(responseCode = "409", description = "It does not count: late, second, or for another request")
    @APIResponse(responseCode = "422", description = "Not a decision; every error is listed")
    public Uni<Response> decide(@RestPath String approvalId, JsonNode body) {
        UUID id = Page.id("approval id", approvalId);
        if (caller.role() != Role.APPROVER && caller.role() != Role.OPERATOR) {
            return answer(Problem.of(
                    403,
                    "a key of role " + caller.role().word()
                            + " does not decide: use one of role approver or operator"));
        }
        DecisionBody decision = DecisionBody.of(body);
        List<Problem.Error> errors = decision.errors();
        if (!errors.isEmpty()) {
            return answer(Problem.invalid("this is not a decision; nothing was decided", errors));
        }
        HeardDecision heard = new HeardDecision(
                id,
                caller.account(),
                decision.kind(),
                decision.digest(),
                caller.name(),
                "api",
                decision.words(),
                decision.shortlist(),
                ids.next(),
                Optional.empty());
        String account = caller.account();
        return decide.posted(heard)
                .map(ruling -> ruling.orElseThrow(() -> missing(approvalId)))
                .chain(ruling -> ruling.counted() ? settled(account, id) : answer(refused(ruling)));
    }

    private Uni<Response> settled(String account, UUID id) {
        return overviews
                .approval(account, id)
                .map(found -> Response.ok(found.orElseThrow(), MediaType.APPLICATION_JSON_TYPE)
                        .build());
    }

    private static Problem refused(Ruling ruling) {
        return Problem.of(ruling.listed() ? 409 : 403, ruling.refusal().orElseThrow());
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.response());
    }

    private static NotFoundException missing(String approvalId) {
        return new NotFoundException("there is no approval " + approvalId);
    }
}
