package dev.switchboard.launcher.follow;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.Outcome;
import dev.switchboard.launcher.follow.ProgressView.Standing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the events of one run amount to, in words. Events may come in any order. */
final class RunProgress {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MOST_VALUES = 4;

    /** A call as it is named on screen. */
    private record Named(int sequence, String name) {

        static final Named UNKNOWN = new Named(0, "?");

        String text() {
            return String.format(Locale.ROOT, "call %-3d %-24s", sequence, name);
        }
    }

    private final ProgressView view;
    private final Function<UUID, Optional<String>> howToDecide;
    private final Set<UUID> answered = new HashSet<>();
    private final Map<UUID, Named> calls = new HashMap<>();
    private final Map<String, String> steps = new HashMap<>();
    private final Set<UUID> placed = new HashSet<>();
    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> settled = new HashSet<>();
    private String mission = "mission";
    private String step = "";
    private int targets;
    private MissionCompleted completed;

    RunProgress(ProgressView view, Function<UUID, Optional<String>> howToDecide) {
        this.view = view;
        this.howToDecide = howToDecide;
    }

    /** How the run ended; empty while it goes on. */
    Optional<MissionCompleted> completed() {
        return Optional.ofNullable(completed);
    }

    void on(MissionCreated event, boolean told) {
        mission = event.name();
        targets = event.targets();
        event.steps().forEach(planned -> steps.put(planned.stepId(), planned.description()));
        event.steps().stream().findFirst().ifPresent(first -> step = first.description());
        say(told, event.createdAt(), event.name() + ": " + event.missionClass() + ", " + event.targets() + " targets");
    }

    void on(CallRequested event) {
        calls.put(event.callId(), new Named(event.sequence(), event.target().name()));
        step = steps.getOrDefault(event.stepId(), event.stepId());
        show();
    }

    void on(CallScheduled event, Instant at, boolean told) {
        placed.add(event.attemptId());
        calls.putIfAbsent(event.callId(), new Named(0, event.target().name()));
        String again = event.attempt() > 1 ? ", attempt " + event.attempt() : "";
        say(told, at, named(event.callId()) + "calling" + again);
    }

    void on(CallCompleted event, boolean told) {
        placed.add(event.attemptId());
        ended.add(event.attemptId());
        calls.put(event.callId(), new Named(event.sequence(), event.target().name()));
        if (event.outcome() == Outcome.COMPLETED && event.insight().isEmpty()) {
            settled.add(event.callId());
        }
        String lasting = event.durationSecs() > 0 ? ", " + event.durationSecs() + " s" : "";
        String again = event.nextAttemptAt()
                .map(next -> ", again at " + clock(event.endedAt(), next))
                .orElse("");
        say(told, event.endedAt(), named(event.callId()) + words(event.outcome()) + lasting + again);
    }

    void on(InsightReady event, boolean told) {
        if (event.status() == InsightReady.Status.VALID) {
            settled.add(event.callId());
        }
        String what =
                switch (event.status()) {
                    case VALID -> values(event.insight());
                    case INVALID -> "insight breaks its schema: " + String.join("; ", event.errors());
                    case EMPTY -> "no insight";
                    case TIMED_OUT -> "no insight within 20 minutes";
                };
        say(told, event.readyAt(), named(event.callId()) + what);
    }

    void on(CallAbandoned event, boolean told) {
        settled.add(event.callId());
        calls.putIfAbsent(event.callId(), new Named(0, event.target().name()));
        say(told, event.abandonedAt(), named(event.callId()) + "given up: " + event.detail());
    }

    void on(ApprovalRequested event, boolean told) {
        say(
                told,
                event.requestedAt(),
                "waiting for approval: " + event.question() + " (" + String.join(", ", event.approvers()) + ")");
        // Also if it was asked in an earlier life: it is what the run waits for.
        if (!answered.contains(event.approvalId())) {
            howToDecide.apply(event.approvalId()).ifPresent(view::note);
        }
    }

    void on(ApprovalAnswered event, boolean told) {
        if (event.counted()) {
            answered.add(event.approvalId());
        }
        String what = event.counted() ? words(event.status().name()) : "does not count";
        String by = event.decidedBy().map(name -> " by " + name).orElse("");
        String where = event.channel().map(channel -> " (" + channel + ")").orElse("");
        String why = event.reason().map(reason -> ": " + reason).orElse("");
        say(told, event.answeredAt(), "approval: " + what + by + where + why);
    }

    void on(MissionCompleted event, boolean told) {
        completed = event;
        say(told, event.completedAt(), "mission " + event.status().name().toLowerCase(Locale.ROOT));
    }

    private void say(boolean told, Instant at, String what) {
        if (told) {
            view.say(at, what);
        }
        show();
    }

    private void show() {
        int onThePhone = (int)
                placed.stream().filter(attempt -> !ended.contains(attempt)).count();
        view.show(new Standing(
                mission, step, Math.max(targets, calls.size()), settled.size(), placed.size(), onThePhone));
    }

    private String named(UUID call) {
        return calls.getOrDefault(call, Named.UNKNOWN).text() + "  ";
    }

    /** The day too, if it is another one. */
    private static String clock(Instant now, Instant then) {
        boolean sameDay = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(then.atZone(ZoneOffset.UTC).toLocalDate());
        return (sameDay ? CLOCK : DAY_AND_CLOCK).format(then);
    }

    private static String words(Outcome outcome) {
        return words(outcome.name());
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String values(Map<String, Object> insight) {
        return insight.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number
                        || entry.getValue() instanceof Boolean
                        || entry.getValue() instanceof String)
                .limit(MOST_VALUES)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
