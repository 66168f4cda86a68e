package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.strategy.Strategies;
import dev.switchboard.mission.missionfile.MissionFile;
import dev.switchboard.mission.missionfile.MissionFiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The definitions of missions under way, read once: a definition never changes. */
@ApplicationScoped
public class Definitions {

    private static final int MOST = 200;

    private final Missions missions;
    private final ExpressionCompiler compiler;
    private final Vertx vertx;
    private final Map<UUID, Definition> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Definition> eldest) {
            return size() > MOST;
        }
    });

    Definitions(Missions missions, ExpressionCompiler compiler, Vertx vertx) {
        this.missions = missions;
        this.compiler = compiler;
        this.vertx = vertx;
    }

    /** The definition of a stored mission. */
    public Uni<Definition> of(Mutiny.Session session, UUID missionId) {
        Definition definition = known.get(missionId);
        if (definition != null) {
            return Uni.createFrom().item(definition);
        }
        return missions.document(session, missionId)
                .chain(this::restore)
                .invoke(restored -> known.put(missionId, restored));
    }

    /** The definition of a file that was just read. */
    public Definition define(MissionFile file) {
        return new Definition(file, Strategies.of(file.terms(), compiler));
    }

    /** Compiling takes tens of milliseconds: too long for an event loop. */
    private Uni<Definition> restore(JsonNode document) {
        return vertx.executeBlocking(() -> define(MissionFiles.restore(document)), false);
    }
}
