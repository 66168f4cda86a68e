package dev.switchboard.scheduler.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.access.BodyLimit;
import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.access.Problem;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.scheduler.application.SuppressNumbers;
import dev.switchboard.scheduler.application.Suppressions;
import dev.switchboard.scheduler.application.Suppressions.Author;
import dev.switchboard.scheduler.application.Suppressions.Source;
import dev.switchboard.scheduler.application.Suppressions.Wanted;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Numbers that the key's account never calls. */
@Path("/v1/suppressions")
@Tag(name = "suppressions")
@Produces(MediaType.APPLICATION_JSON)
public class SuppressionsResource {

    private static final Set<String> FIELDS = Set.of("phone", "reason");

    /** A number on the list with everything that was ever done about it, the latest first. */
    public record Detail(
            String phone, String reason, Instant addedAt, String addedBy, List<Suppressions.Change> history) {}

    private final SuppressNumbers suppress;
    private final Suppressions suppressions;
    private final Caller caller;
    private final MissionClock clock;

    SuppressionsResource(SuppressNumbers suppress, Suppressions suppressions, Caller caller, MissionClock clock) {
        this.suppress = suppress;
        this.suppressions = suppressions;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Put a number on the list",
            description = "{phone, reason?}. Once this is answered no request for that number leaves; calls that wait"
                    + " for it end, and calls that do not ring yet are taken back. 201 if it is new, else 200.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Response> add(byte[] body) {
        if (!caller.role().mayCall()) {
            return forbidden();
        }
        ObjectNode json = JsonBody.read(body);
        List<Problem.Error> errors = errors(json);
        if (!errors.isEmpty()) {
            return invalid("the entry", errors);
        }
        String phone = json.path("phone").asText();
        Author author = author(Source.API);
        return suppress.add(
                        author, List.of(new Wanted(1, phone, json.path("reason").asText(""))))
                .chain(tally -> detail(author.account(), phone)
                        .map(detail -> Response.status(tally.added() == 1 ? 201 : 200)
                                .entity(detail)
                                .build()));
    }

    private static List<Problem.Error> errors(ObjectNode json) {
        List<Problem.Error> errors = new ArrayList<>();
        json.properties().stream()
                .filter(field -> !FIELDS.contains(field.getKey()))
                .forEach(field -> errors.add(new Problem.Error(
                        field.getKey(), field.getValue().toString(), "no such field: phone and reason are known")));
        JsonNode phone = json.path("phone");
        SuppressionRules.wrongPhone("phone", phone.isTextual() ? phone.textValue() : phone.toString())
                .ifPresent(errors::add);
        JsonNode reason = json.path("reason");
        if (reason.isTextual()) {
            SuppressionRules.wrongReason("reason", reason.textValue()).ifPresent(errors::add);
        } else if (!reason.isMissingNode()) {
            errors.add(new Problem.Error("reason", reason.toString(), "text"));
        }
        return errors;
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            summary = "Put many numbers on the list",
            description = "A header phone or phone,reason, then a number per line, up to 32 MiB. Either all are stored,"
                    + " or none and every line that is wrong is named.")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    public Uni<Response> importAll(byte[] body) {
        if (!caller.role().mayCall()) {
            return forbidden();
        }
        if (body.length > BodyLimit.MOST_BYTES) {
            return Uni.createFrom()
                    .item(Problem.of(413, "a body may have 32 MiB at most").response());
        }
        Author author = author(Source.CSV);
        CsvSuppressions csv = new CsvSuppressions(body);
        Context here = Vertx.currentContext();
        return Uni.createFrom()
                .item(csv::errors)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(task -> here.runOnContext(done -> task.run()))
                .chain(errors -> errors.isEmpty()
                        ? suppress.add(author, csv)
                                .map(tally -> Response.ok(tally).build())
                        : invalid("the file", errors));
    }

    @GET
    @Operation(summary = "The list, in the order of the numbers")
    public Uni<Page<Suppressions.Entry>> list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Page.limit(limit);
        return suppressions
                .list(caller.account(), phone(after), most + 1)
                .map(entries -> Page.of(entries, most, Suppressions.Entry::phone));
    }

    @GET
    @Path("/audit")
    @Operation(summary = "Every change of the list, the latest first: who, when, what, why")
    public Uni<Page<Suppressions.Change>> audit(
            @QueryParam("phone") String phone,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Page.limit(limit);
        long before = after == null ? Long.MAX_VALUE : Page.number("after", after);
        return suppressions
                .changes(
                        caller.account(), Optional.ofNullable(phone).map(SuppressionsResource::phone), before, most + 1)
                .map(changes -> Page.of(changes, most, Suppressions.Change::id));
    }

    @GET
    @Path("/{phone}")
    @Operation(summary = "One number, with its history")
    public Uni<Detail> get(@RestPath String phone) {
        return detail(caller.account(), phone(phone));
    }

    @DELETE
    @Path("/{phone}")
    @Operation(summary = "Take a number off the list", description = "Calls that were given up stay so.")
    public Uni<Response> remove(@RestPath String phone, @QueryParam("reason") @DefaultValue("") String reason) {
        if (!caller.role().mayCall()) {
            return forbidden();
        }
        if (reason.length() > SuppressionRules.LONGEST_REASON) {
            throw new BadRequestException("reason: at most " + SuppressionRules.LONGEST_REASON + " characters");
        }
        return suppress.remove(author(Source.API), phone(phone), reason)
                .map(removed -> removed
                        ? Response.noContent().build()
                        : Problem.of(404, "this number is not on the list").response());
    }

    private Uni<Detail> detail(String account, String phone) {
        return suppressions
                .find(account, phone)
                .map(found -> found.orElseThrow(() -> new NotFoundException("this number is not on the list")))
                .chain(entry -> suppressions
                        .changes(account, Optional.of(phone), Long.MAX_VALUE, Page.MOST)
                        .map(history ->
                                new Detail(entry.phone(), entry.reason(), entry.addedAt(), entry.addedBy(), history)));
    }

    /** Clients that do not encode the plus of a number in a query send a space. */
    private static String phone(String given) {
        return given.startsWith(" ") ? "+" + given.substring(1) : given;
    }

    private Author author(Source source) {
        return new Author(caller.account(), caller.name(), clock.instant(), source);
    }

    private static Uni<Response> forbidden() {
        return Uni.createFrom()
                .item(Problem.of(403, "only a key of role agent or operator changes the list")
                        .response());
    }

    private static Uni<Response> invalid(String what, List<Problem.Error> errors) {
        String detail =
                what + " has " + errors.size() + (errors.size() == 1 ? " error" : " errors") + "; nothing was stored";
        return Uni.createFrom().item(Problem.invalid(detail, errors).response());
    }
}
