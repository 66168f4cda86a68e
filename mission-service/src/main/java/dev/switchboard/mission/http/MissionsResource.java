package dev.switchboard.mission.http;

import dev.switchboard.access.BodyLimit;
import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.mission.application.Launch;
import dev.switchboard.mission.application.LaunchMission;
import dev.switchboard.mission.application.PreviewMission;
import dev.switchboard.mission.application.reading.MissionOverview;
import dev.switchboard.mission.application.reading.Overviews;
import dev.switchboard.mission.missionfile.Notation;
import dev.switchboard.mission.missionfile.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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

/** Missions: stated here, carried out as runs. */
@Path("/v1/missions")
@Tag(name = "missions")
@Produces(MediaType.APPLICATION_JSON)
public class MissionsResource {

    private static final int LONGEST_KEY = 255;

    private final LaunchMission launch;
    private final PreviewMission preview;
    private final Overviews overviews;
    private final Caller caller;

    MissionsResource(LaunchMission launch, PreviewMission preview, Overviews overviews, Caller caller) {
        this.launch = launch;
        this.preview = preview;
        this.overviews = overviews;
        this.caller = caller;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @Operation(
            summary = "State a mission",
            description = "The body is a mission file in YAML or JSON, up to 32 MiB. With an Idempotency-Key the same"
                    + " request may be repeated when its answer was lost: there will be one mission. With dry_run=true"
                    + " nothing is stored and nobody is called: the answer says who would be called when, who would not"
                    + " and why, which guarded actions would be taken, how long it would take and what it would cost.")
    @Parameter(
            name = "dry_run",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            description = "Stored; the run begins as soon as it has what it needs",
            content = @Content(schema = @Schema(implementation = LaunchedView.class)))
    @APIResponse(
            responseCode = "200",
            description = "With dry_run=true: what it would do",
            content = @Content(schema = @Schema(implementation = PreviewView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Not a valid mission; every error is listed and nothing is stored",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "403",
            description = "The file names another account than the key's, or the key's role states no missions")
    @APIResponse(responseCode = "409", description = "The Idempotency-Key stands for another request")
    public Uni<Response> create(
            byte[] body,
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Parameter(hidden = true) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        if (body.length > BodyLimit.MOST_BYTES) {
            return Uni.createFrom()
                    .item(Problem.of(413, "a body may have 32 MiB at most").response());
        }
        Flag rehearsed = Flag.of(uri, "dry_run");
        if (!rehearsed.flaws().isEmpty()) {
            return Uni.createFrom()
                    .item(Problem.invalid("nothing was stored", rehearsed.flaws())
                            .response());
        }
        if (rehearsed.isSet()) {
            return preview.of(caller.account(), authorization, body, Notation.ofMediaType(contentType))
                    .map(MissionsResource::answer);
        }
        if (!caller.role().mayCall()) {
            return Uni.createFrom()
                    .item(Problem.of(403, "a key of role " + caller.role().word() + " states no missions")
                            .response());
        }
        return launch.posted(
                        caller.account(),
                        "key " + caller.name(),
                        body,
                        Notation.ofMediaType(contentType),
                        key(idempotencyKey))
                .map(MissionsResource::answer);
    }

    /** The header's value, if it was given. */
    static Optional<String> key(String idempotencyKey) {
        Optional<String> key = Optional.ofNullable(idempotencyKey).map(String::strip);
        if (key.filter(text -> text.isEmpty() || text.length() > LONGEST_KEY).isPresent()) {
            throw new BadRequestException("Idempotency-Key: expected 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static Response answer(PreviewMission.Result result) {
        if (result instanceof PreviewMission.Result.Invalid invalid) {
            return invalid(invalid.violations()).response();
        }
        if (result instanceof PreviewMission.Result.Foreign foreign) {
            return answer(new Launch.Foreign(foreign.account()));
        }
        return Response.ok(PreviewView.of(((PreviewMission.Result.Done) result).preview()), MediaType.APPLICATION_JSON)
                .build();
    }

    static Response answer(Launch launch) {
        if (launch instanceof Launch.Done done) {
            return Response.created(URI.create("/v1/missions/" + done.mission().missionId()))
                    .type(MediaType.APPLICATION_JSON)
                    .entity(LaunchedView.of(done.mission()))
                    .build();
        }
        if (launch instanceof Launch.Invalid invalid) {
            return invalid(invalid.violations()).response();
        }
        if (launch instanceof Launch.Foreign foreign) {
            return Problem.of(
                            403,
                            "the mission file names account '" + foreign.account()
                                    + "', which is not this key's account")
                    .response();
        }
        return Problem.of(409, "this Idempotency-Key was used with a different body")
                .response();
    }

    private static Problem invalid(List<Violation> violations) {
        return Problem.invalid(
                violations.size() == 1
                        ? "the mission file has 1 error; nothing was stored"
                        : "the mission file has " + violations.size() + " errors; nothing was stored",
                violations.stream()
                        .map(one -> new Problem.Error(one.path(), one.value(), one.expectation()))
                        .toList());
    }

    @GET
    @Operation(summary = "Missions of the key's account, newest first")
    public Uni<Page<MissionOverview>> list(
            @QueryParam("after") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = Page.limit(limit);
        return overviews
                .missions(caller.account(), Page.optionalId("after", after), most + 1)
                .map(missions -> Page.of(missions, most, MissionOverview::missionId));
    }

    @GET
    @Path("/{missionId}")
    @Operation(summary = "A mission, with its file (without targets) and its latest run")
    public Uni<MissionOverview> get(@RestPath String missionId) {
        return overviews
                .mission(caller.account(), Page.id("mission id", missionId))
                .map(found -> found.orElseThrow(() -> new NotFoundException("there is no mission " + missionId)));
    }
}
