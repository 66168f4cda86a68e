package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.config.InsightSettings;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Forgets early facts whose call never came, and conversations long settled. */
@ApplicationScoped
public class Forget {

    private static final Duration EVERY = Duration.ofHours(1);

    private final UnitOfWork work;
    private final Conversations conversations;
    private final EarlyFacts earlyFacts;
    private final InsightSettings settings;
    private final MissionClock clock;

    Forget(
            UnitOfWork work,
            Conversations conversations,
            EarlyFacts earlyFacts,
            InsightSettings settings,
            MissionClock clock) {
        this.work = work;
        this.conversations = conversations;
        this.earlyFacts = earlyFacts;
        this.settings = settings;
        this.clock = clock;
    }

    public Uni<Optional<Instant>> pass() {
        Instant now = clock.instant();
        return work.perform(session -> earlyFacts
                        .forget(session, now.minus(settings.keepEarly()))
                        .chain(() -> conversations.forgetSettled(session, now.minus(settings.keepSettled()))))
                .replaceWith(() -> Optional.of(now.plus(EVERY)));
    }
}
