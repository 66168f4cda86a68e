package dev.switchboard.chaos;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.MissionRefusedException;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.Patience;
import dev.switchboard.launcher.stack.Replica;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackListener;
import dev.switchboard.launcher.stack.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One performance of a plan on a stack of its own. */
final class Rehearsal implements StackListener, AutoCloseable {

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final String SCRIPT = "script.json";
    private static final String KILLS = "kills.json";
    private static final int NUMBERS = 20;
    private static final int READY = 200;
    private static final long TICK_MILLIS = 250;

    private final Plan plan;
    private final boolean disturbed;
    private final boolean resumed;
    private final Duration limit;
    private final Log log;
    private final LocalStack stack;
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<StackFailedException> failure = new AtomicReference<>();
    private final Map<Part, Integer> kills = new EnumMap<>(Part.class);
    private final List<String> unsteady = new CopyOnWriteArrayList<>();
    private final Map<String, UUID> runs = new LinkedHashMap<>();
    private final Map<String, JsonNode> results = new HashMap<>();

    private boolean isAnythingAway;

    /** Where progress is told. */
    interface Log {
        void tell(String line);
    }

    /**
     * In a folder that was used before it goes on where that run stopped; nothing more is killed then.
     *
     * @param limit real time after which what has not ended counts as forgotten
     */
    Rehearsal(Plan plan, boolean disturbed, double timeScale, RunFolder folder, Duration limit, Log log) {
        this.plan = plan;
        this.disturbed = disturbed;
        this.limit = limit;
        this.log = log;
        ObjectNode script = disturbed ? plan.disturbed() : plan.undisturbed();
        this.resumed = Files.exists(folder.request(SCRIPT));
        this.stack = LocalStack.of(
                StackPlan.simulated(Installation.find())
                        .withTimeScale(timeScale)
                        .withStartAt(Plan.START)
                        .withScript(write(folder.request(SCRIPT), script))
                        .withReplicas(disturbed ? plan.settings().replicas() : 1)
                        // An assistant takes a number of its own.
                        .withNumbers(NUMBERS)
                        .withSetting("SWITCHBOARD_ACCOUNTS_DEFAULT_GUARDRAILS_ASSISTANT_CREATE", "ask")
                        // Nobody is asked to wait two hours for a text that is never answered.
                        .withSetting("SWITCHBOARD_INSIGHT_REPLY_WITHIN", "45m")
                        // Telnyx tells again in real time: half a minute of it is half an hour at a scale of 60.
                        .withSetting("SWITCHBOARD_LOOK_UPS_UNTOLD", "45m"),
                folder,
                this);
    }

    /** Starts everything, carries out the plan and gathers what is left behind. */
    Evidence perform() {
        stack.start();
        plan.suppressed().forEach(stack.scheduler()::suppress);
        stack.startClock();
        long began = System.nanoTime();
        if (resumed) {
            kills.putAll(killed());
        } else if (disturbed) {
            plan.kills()
                    .forEach(kill -> killer.schedule(
                            () -> kill(kill.part()), kill.after().toMillis(), TimeUnit.MILLISECONDS));
            outages();
        }
        List<PlannedMission> waiting = new ArrayList<>(plan.missions());
        Patience.until(limit, () -> {
            waiting.removeIf(mission -> isDue(mission, began) && submitted(mission));
            return failure.get() != null || waiting.isEmpty() && allEnded() || Thread.interrupted();
        });
        killer.shutdownNow();
        if (failure.get() != null) {
            throw failure.get();
        }
        return evidence();
    }

    private boolean isDue(PlannedMission mission, long began) {
        return !disturbed
                || resumed
                || System.nanoTime() - began >= mission.submitAfter().toNanos();
    }

    /** Submits as a client does who gets no answer: again, with the same key. */
    private boolean submitted(PlannedMission mission) {
        try {
            UUID run = stack.missions()
                    .submit(mission.document().toString(), "application/json", mission.name())
                    .runId();
            runs.put(mission.name(), run);
            return true;
        } catch (MissionRefusedException e) {
            throw e;
        } catch (StackFailedException | UncheckedIOException e) {
            pause();
            return false;
        }
    }

    private boolean allEnded() {
        pause();
        runs.forEach((name, run) -> {
            if (!results.containsKey(name)) {
                try {
                    if (ENDED.contains(stack.missions().run(run).path("status").asText())) {
                        results.put(name, stack.missions().results(run));
                        log.tell(results.size() + " of " + plan.missions().size() + " missions have ended");
                    }
                } catch (StackFailedException | UncheckedIOException e) {
                    // It is being started again.
                    pause();
                }
            }
        });
        return results.size() == plan.missions().size();
    }

    // --- kills and outages, all on one thread

    private void kill(Part part) {
        if (isAnythingAway) {
            return;
        }
        try {
            int replicas = part.isService() ? plan.settings().replicas() : 1;
            stack.kill(new Replica(part, 1 + kills.getOrDefault(part, 0) % replicas));
            kills.merge(part, 1, Integer::sum);
            write(stack.folder().request(KILLS), new ObjectMapper().valueToTree(kills));
            log.tell("killed the " + part.label());
        } catch (RuntimeException e) {
            log.tell("the " + part.label() + " could not be killed: " + e);
        }
    }

    /** The first after a quarter of the time, the others after it. */
    private void outages() {
        Duration begin = plan.settings().duration().dividedBy(4);
        for (Outage outage : plan.settings().outages()) {
            long millis = begin.toMillis();
            Map<Part, Long> processes = new EnumMap<>(Part.class);
            killer.schedule(() -> takeAway(outage, processes), millis, TimeUnit.MILLISECONDS);
            millis += outage.length().toMillis();
            killer.schedule(() -> bringBack(outage, processes), millis, TimeUnit.MILLISECONDS);
            begin = begin.plus(outage.length()).plus(Outage.BETWEEN);
        }
    }

    private void takeAway(Outage outage, Map<Part, Long> processes) {
        isAnythingAway = true;
        Part.SERVICES.forEach(service -> processes.put(service, stack.pid(service)));
        stack.takeAway(outage.part());
        log.tell("the " + outage.part().label() + " is away");
    }

    /** At the end of it everybody lives and nobody pretends. */
    private void bringBack(Outage outage, Map<Part, Long> processes) {
        for (Part service : Part.SERVICES) {
            Optional<Integer> readiness = stack.readiness(service);
            if (stack.pid(service) != processes.get(service) || readiness.isEmpty()) {
                unsteady.add("the " + service.label() + " died while the "
                        + outage.part().label() + " was away");
            } else if (readiness.get() == READY == outage.stops(service)) {
                unsteady.add("the " + service.label() + " said " + readiness.get() + " when asked whether it was ready,"
                        + " while the " + outage.part().label() + " was away");
            }
        }
        stack.bringBack(outage.part());
        isAnythingAway = false;
        log.tell("the " + outage.part().label() + " is back");
    }

    private Map<Part, Integer> killed() {
        Path file = stack.folder().request(KILLS);
        try {
            return Files.exists(file)
                    ? new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<Part, Integer>>() {})
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    // --- what is left behind

    private Evidence evidence() {
        Patience.until(
                SETTLING,
                () -> stack.simulator().ledger().path("calls").findValues("ended_at").stream()
                        .noneMatch(JsonNode::isNull));
        Map<String, JsonNode> approvals = new HashMap<>();
        runs.forEach((name, run) ->
                approvals.put(name, patiently(() -> stack.missions().approvals(run))));
        // What came after the end may have changed something yet.
        runs.forEach((name, run) -> results.computeIfPresent(
                name, (same, before) -> patiently(() -> stack.missions().results(run))));
        JsonNode ledger = stack.simulator().ledger();
        Map<String, Integer> refused = new TreeMap<>();
        ledger.path("refused")
                .properties()
                .forEach(limitOf ->
                        refused.put(limitOf.getKey(), limitOf.getValue().asInt()));
        Map<String, List<String>> dropped = new TreeMap<>();
        stack.simulator().dropped().properties().forEach(phone -> {
            List<String> events = new ArrayList<>();
            phone.getValue().forEach(event -> events.add(event.asText()));
            dropped.put(phone.getKey(), events);
        });
        Evidence evidence = new Evidence(
                kills,
                Calls.of(ledger),
                refused,
                results,
                approvals,
                texts(),
                dropped,
                List.copyOf(unsteady),
                assistants());
        write(stack.folder().request("ledger.json"), ledger);
        results.forEach((name, result) -> write(stack.folder().request(name.replace(' ', '-') + ".json"), result));
        return evidence;
    }

    /** Two missions may want the same words and another rule for machines: that makes two assistants. */
    private List<String> assistants() {
        List<String> assistants = new ArrayList<>();
        stack.simulator()
                .assistants()
                .forEach(assistant -> assistants.add(
                        assistant.path("name").asText() + assistant.at("/telephony_settings/voicemail_detection")));
        return assistants;
    }

    private Map<String, Integer> texts() {
        Map<String, Integer> texts = new TreeMap<>();
        for (JsonNode text : stack.simulator().messages().path("texts")) {
            if (text.path("direction").asText().equals("outbound")) {
                texts.merge(text.path("to").path(0).path("phone_number").asText(), 1, Integer::sum);
            }
        }
        return texts;
    }

    /** The service may have been killed last of all. */
    private static JsonNode patiently(Supplier<JsonNode> question) {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        boolean answered = Patience.until(SETTLING, () -> {
            try {
                answer.set(question.get());
                return true;
            } catch (StackFailedException | UncheckedIOException e) {
                return false;
            }
        });
        if (!answered) {
            throw new StackFailedException("the mission-service does not answer within " + SETTLING);
        }
        return answer.get();
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(
                Duration.ofMillis(TICK_MILLIS).toNanos());
    }

    private static Path write(Path file, JsonNode document) {
        try {
            return Files.writeString(file, document.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void restarted(Part part, String how) {
        log.tell("the " + part.label() + " has been started again");
    }

    @Override
    public void failed(StackFailedException cause) {
        failure.compareAndSet(null, cause);
    }

    @Override
    public void close() {
        killer.shutdownNow();
        stack.close();
    }
}
