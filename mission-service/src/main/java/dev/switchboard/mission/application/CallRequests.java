package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.events.CallMemory;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallRequested.CallLimits;
import dev.switchboard.events.Callee;
import dev.switchboard.events.CallingWindow;
import dev.switchboard.events.RetryRule;
import dev.switchboard.events.Voicemail;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.Strategy;
import dev.switchboard.mission.missionfile.Limits;
import dev.switchboard.mission.missionfile.MemoryWish;
import dev.switchboard.mission.missionfile.MissionFile;
import dev.switchboard.mission.missionfile.RetryCell;
import dev.switchboard.mission.missionfile.TextTemplate;
import dev.switchboard.mission.missionfile.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a request for a call into the words of the event. */
final class CallRequests {

    private CallRequests() {}

    /** The request for a call to {@code asked}, of a run that is provisioned. */
    static CallRequested of(RunState run, Definition definition, AskedTarget asked, Instant now) {
        MissionFile file = definition.file();
        Target target = asked.target().target();
        int stage = asked.target().stage();
        Provisioned provisioned = run.provisioned(stage);
        return new CallRequested(
                asked.callId(),
                run.missionId(),
                run.id(),
                run.account(),
                definition.stage(stage).stepId(),
                asked.target().sequence(),
                new Callee(target.name(), target.phone(), target.timezone()),
                provisioned.from().orElseThrow(),
                provisioned.assistantId().orElseThrow(),
                file.reach().channel(),
                asked.variables(),
                provisioned.insight(),
                file.recipients().word(),
                retry(file),
                file.callingWindow().map(CallRequests::window),
                target.priority(),
                run.deadlineAt(),
                limits(file.limits(), definition.strategy()),
                now,
                file.voicemail().map(CallRequests::voicemail),
                file.reach().placeBy(),
                file.reach().text().map(text -> new TextTemplate(text).filledWith(asked.variables())),
                file.memory().map(wish -> memory(wish, provisioned)));
    }

    private static CallMemory memory(MemoryWish wish, Provisioned provisioned) {
        List<String> insights = new ArrayList<>(wish.insights());
        if (wish.ownInsights()) {
            provisioned.structuredId().ifPresent(insights::add);
            provisioned.summaryId().ifPresent(insights::add);
        }
        return new CallMemory(wish.conversations(), insights);
    }

    /** A word, or the message to leave under {@code leave_message}. */
    private static Voicemail voicemail(JsonNode rule) {
        if (rule.isObject()) {
            return new Voicemail(
                    Voicemail.Rule.LEAVE_MESSAGE,
                    Optional.of(rule.path("leave_message").asText()));
        }
        return new Voicemail(
                switch (rule.asText()) {
                    case "continue" -> Voicemail.Rule.CONTINUE;
                    case "hang_up" -> Voicemail.Rule.HANG_UP;
                    case "leave_message" -> Voicemail.Rule.LEAVE_MESSAGE;
                    default -> throw new IllegalArgumentException("voicemail rule '" + rule + "'");
                },
                Optional.empty());
    }

    private static Map<String, RetryRule> retry(MissionFile file) {
        Map<String, RetryRule> rules = new TreeMap<>();
        file.retry()
                .forEach((outcome, cell) -> rules.put(outcome, new RetryRule(max(file, outcome, cell), cell.after())));
        return rules;
    }

    /** A cell that says only when leaves it to the table how often. */
    private static int max(MissionFile file, String outcome, RetryCell cell) {
        return cell.max()
                .orElseGet(() -> Recipients.of(file.recipients().word())
                        .orElseThrow()
                        .retries()
                        .cell(Outcome.ofRow(outcome).orElseThrow())
                        .max());
    }

    private static CallingWindow window(Window window) {
        return new CallingWindow(window.days(), window.from(), window.to(), window.timezone());
    }

    private static CallLimits limits(Limits limits, Strategy strategy) {
        return new CallLimits(limits.concurrentCalls().or(strategy::concurrentCalls), limits.callsPerSecond());
    }
}
