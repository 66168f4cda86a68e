package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.TelnyxIds;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Facts that came before their call's end. Many belong to no call of ours and are forgotten after a while. */
public interface EarlyFacts {

    Uni<Void> keep(Mutiny.Session session, Fact fact, Instant now);

    /** Takes out those about any of these ids. */
    Uni<List<Fact>> take(Mutiny.Session session, TelnyxIds ids);

    Uni<Void> forget(Mutiny.Session session, Instant before);
}
