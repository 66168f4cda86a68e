package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** What is done because its time has come. Each kind by itself, so that none holds up another. */
@ApplicationScoped
public class DueWork {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Sweeper lookUps;
    private final Sweeper names;
    private final Sweeper templates;
    private final Sweeper forgetting;

    DueWork(
            Vertx vertx,
            MissionClock clock,
            LookForInsights look,
            NameConversations name,
            Templates wanted,
            Forget forget) {
        this.lookUps = new Sweeper("look-ups", vertx, clock, SECOND, look::pass);
        this.names = new Sweeper("naming", vertx, clock, SECOND, name::pass);
        this.templates = new Sweeper("templates", vertx, clock, MINUTE, wanted::fetchWanted);
        this.forgetting = new Sweeper("forgetting conversations", vertx, clock, MINUTE, forget::pass);
    }

    void start(@Observes StartupEvent event) {
        all().forEach(Sweeper::start);
    }

    void stop(@Observes ShutdownEvent event) {
        all().forEach(Sweeper::stop);
    }

    /** A conversation was opened: its template is wanted, and a look-up has a time. */
    public void conversationOpened() {
        templates.nudge();
        lookUps.nudge();
        names.nudge();
    }

    /** Something was learned: a name, or a template, may be due at once. */
    public void learned() {
        names.nudge();
        lookUps.nudge();
    }

    private List<Sweeper> all() {
        return List.of(lookUps, names, templates, forgetting);
    }
}
