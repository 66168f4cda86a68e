package dev.switchboard.mission.application;

import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.strategy.Ranked;
import dev.switchboard.mission.domain.strategy.Ranking;
import dev.switchboard.mission.domain.strategy.Strategy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Orders the results of a run whose end is decided, and tells every target which rule placed it. Reads and writes in
 * chunks, each a transaction of its own; ranks off the event loop.
 */
@ApplicationScoped
public class RankResults {

    private static final int CHUNK = 500;
    /** Recommended results that are kept with what they said; no event names more. */
    static final int MOST_KNOWN = 100;

    private final Targets targets;
    private final UnitOfWork unit;
    private final Vertx vertx;

    RankResults(Targets targets, UnitOfWork unit, Vertx vertx) {
        this.targets = targets;
        this.unit = unit;
        this.vertx = vertx;
    }

    /**
     * The recommended, best first; may be done again after a crash. Only the first {@value #MOST_KNOWN} are known with
     * what they said: the others by their place.
     */
    Uni<List<Ranked>> rank(RunState run, Definition definition) {
        Strategy strategy = definition.strategy();
        int last = strategy.stages().size();
        return explainBefore(last, run, strategy)
                .chain(() -> strategy.ranking()
                        .map(ranking -> rank(run, last, ranking))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<List<Ranked>> rank(RunState run, int stage, Ranking ranking) {
        Ranking.Contest contest = ranking.contest();
        return results(run.id(), stage, 0, page -> blocking(() -> contest.add(page)))
                .chain(() -> vertx.executeBlocking(contest::ranked, false))
                .call(ranked -> keepPlaces(
                        ranked.stream().map(place -> placed(run.id(), place)).toList()))
                .map(ranked -> ranked.stream().filter(Ranked::recommended).toList())
                .chain(recommended -> known(run.id(), recommended));
    }

    private Uni<Void> blocking(Runnable work) {
        return vertx.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    private Uni<List<Ranked>> known(UUID runId, List<Ranked> recommended) {
        List<Integer> first = recommended.stream()
                .limit(MOST_KNOWN)
                .map(place -> place.settled().sequence())
                .toList();
        return unit.perform(session -> targets.called(session, runId, first)).map(found -> {
            Map<Integer, Settled> bySequence = found.stream()
                    .map(TargetState::settled)
                    .collect(Collectors.toMap(Settled::sequence, Function.identity()));
            return recommended.stream()
                    .map(place ->
                            place.of(bySequence.getOrDefault(place.settled().sequence(), place.settled())))
                    .toList();
        });
    }

    /** Stage by stage: their results are not needed at once. */
    private Uni<Void> explainBefore(int last, RunState run, Strategy strategy) {
        return Multi.createFrom()
                .range(1, last)
                .onItem()
                .transformToUniAndConcatenate(stage -> results(run.id(), stage)
                        .chain(results ->
                                vertx.executeBlocking(() -> strategy.explained(run.memory(), stage, results), false))
                        .chain(explained -> keepPlaces(explained.stream()
                                .map(place -> explained(run.id(), place))
                                .toList())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static PlacedTarget explained(UUID runId, Ranked place) {
        return new PlacedTarget(runId, place.settled().sequence(), Optional.empty(), false, place.reason());
    }

    private Uni<List<Settled>> results(UUID runId, int stage) {
        List<Settled> all = new ArrayList<>();
        return results(runId, stage, 0, page -> {
                    all.addAll(page);
                    return Uni.createFrom().voidItem();
                })
                .replaceWith(all);
    }

    /** The results of a stage, page by page; whoever has none is told why at once. */
    private Uni<Void> results(UUID runId, int stage, int sequence, Function<List<Settled>, Uni<Void>> taking) {
        return unit.perform(session -> page(session, runId, stage, sequence))
                .chain(page -> taking.apply(
                                page.stream().filter(Settled::usable).toList())
                        .chain(() -> page.size() < CHUNK
                                ? Uni.createFrom().voidItem()
                                : results(
                                        runId, stage, page.get(page.size() - 1).sequence(), taking)));
    }

    private Uni<List<Settled>> page(Mutiny.Session session, UUID runId, int stage, int sequence) {
        return targets.settled(session, runId, stage, sequence, CHUNK)
                .map(page -> page.stream().map(TargetState::settled).toList())
                .call(page -> targets.place(
                        session,
                        page.stream()
                                .filter(settled -> !settled.usable())
                                .map(settled -> placed(runId, Ranking.withoutResult(settled)))
                                .toList()));
    }

    private static PlacedTarget placed(UUID runId, Ranked place) {
        return new PlacedTarget(runId, place.settled().sequence(), place.rank(), place.recommended(), place.reason());
    }

    private Uni<Void> keepPlaces(List<PlacedTarget> placed) {
        return Multi.createFrom()
                .range(0, (placed.size() + CHUNK - 1) / CHUNK)
                .map(chunk -> placed.subList(chunk * CHUNK, Math.min(placed.size(), (chunk + 1) * CHUNK)))
                .onItem()
                .transformToUniAndConcatenate(chunk -> unit.perform(session -> targets.place(session, chunk)))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
