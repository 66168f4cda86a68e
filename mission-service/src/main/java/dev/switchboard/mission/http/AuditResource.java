package dev.switchboard.mission.http;

import dev.switchboard.access.Caller;
import dev.switchboard.access.Page;
import dev.switchboard.mission.application.reading.Overviews;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;

/** The audit trail of a run: who did what, when and why. */
@Path("/v1/runs")
@Tag(name = "runs")
public class AuditResource {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int PAGE = 500;

    private final Overviews overviews;
    private final Caller caller;

    AuditResource(Overviews overviews, Caller caller) {
        this.overviews = overviews;
        this.caller = caller;
    }

    @GET
    @Path("/{runId}/audit")
    @Produces(MEDIA_TYPE)
    @Operation(
            summary = "The audit trail of a run, as JSON Lines",
            description =
                    "Each line has the SHA-256 of itself and of the line before it; deploy/audit checks a file. The"
                            + " run shows the last line's hash as audit_hash.")
    public RestMulti<byte[]> audit(@RestPath String runId) {
        Uni<UUID> known = overviews
                .run(caller.account(), Page.id("run id", runId))
                .map(found -> found.orElseThrow(() -> new NotFoundException("there is no run " + runId)))
                .map(run -> run.runId());
        return RestMulti.fromMultiData(known.onItem().transformToMulti(this::lines))
                .encodeAsJsonArray(false)
                .build();
    }

    private Multi<byte[]> lines(UUID runId) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicLong::new, cursor -> page(runId, cursor))
                .whilst(page -> page.size() == PAGE)
                .filter(page -> !page.isEmpty())
                .map(page -> String.join("\n", page).getBytes(StandardCharsets.UTF_8));
    }

    /** Numbers have no gaps, so that the cursor only counts. */
    private Uni<List<String>> page(UUID runId, AtomicLong cursor) {
        return overviews.audit(runId, cursor.get(), PAGE).invoke(page -> cursor.addAndGet(page.size()));
    }
}
