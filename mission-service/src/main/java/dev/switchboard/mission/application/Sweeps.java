package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Sweeper;
import dev.switchboard.mission.application.DueWork.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Everything that is done without an event, each by its own sweeper, so that none waits for another. */
@ApplicationScoped
public class Sweeps {

    /** Real time: work that another replica left behind is found after this long at the latest. */
    private static final Duration AT_LATEST = Duration.ofMillis(500);

    private final List<Sweeper> all;

    Sweeps(
            DueWork work,
            ProvisionRuns provision,
            RequestCalls request,
            FinishRuns finish,
            ExpireRuns expire,
            KeepMirror mirror,
            ExpireApprovals expireApprovals,
            CarryOutActions carryOut,
            Vertx vertx,
            MissionClock clock) {
        Sweeper provisioning = new Sweeper("provisioning", vertx, clock, AT_LATEST, provision::pass);
        Sweeper requesting = new Sweeper("requesting", vertx, clock, AT_LATEST, request::pass);
        Sweeper finishing = new Sweeper("finishing", vertx, clock, AT_LATEST, finish::pass);
        Sweeper deadlines = new Sweeper("deadlines", vertx, clock, AT_LATEST, expire::pass);
        Sweeper mirroring = new Sweeper("mirror", vertx, clock, AT_LATEST, mirror::pass);
        Sweeper approvals = new Sweeper("approvals", vertx, clock, AT_LATEST, expireApprovals::pass);
        Sweeper acting = new Sweeper("guarded actions", vertx, clock, AT_LATEST, carryOut::pass);
        work.register(Worker.PROVISIONING, provisioning::nudge);
        work.register(Worker.REQUESTING, requesting::nudge);
        work.register(Worker.FINISHING, finishing::nudge);
        work.register(Worker.MIRRORING, mirroring::nudge);
        work.register(Worker.ACTING, acting::nudge);
        all = List.of(provisioning, requesting, finishing, deadlines, mirroring, approvals, acting);
    }

    void start(@Observes StartupEvent event) {
        all.forEach(Sweeper::start);
    }

    void stop(@Observes ShutdownEvent event) {
        all.forEach(Sweeper::stop);
    }
}
