package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Holds what the phones and the provider saw against what the missions say, and both against the undisturbed run. */
final class Checks {

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
    private static final Set<String> FINAL = Set.of("succeeded", "voicemail", "abandoned", "cancelled", "skipped");

    private final Plan plan;
    private final Evidence evidence;
    private final Map<String, Calls> byMission = new HashMap<>();

    Checks(Plan plan, Evidence evidence) {
        this.plan = plan;
        this.evidence = evidence;
        plan.missions()
                .forEach(mission ->
                        byMission.put(mission.name(), evidence.calls().to(mission.phones())));
    }

    /** @param undisturbed what the same plan left behind without kills and faults */
    List<Finding> against(Evidence undisturbed) {
        return Stream.concat(
                        alone().stream(),
                        Stream.of(
                                new Finding("results other than undisturbed", otherResults(undisturbed)),
                                new Finding("approvals other than undisturbed", otherApprovals(undisturbed))))
                .toList();
    }

    /** Those that need no other run. */
    List<Finding> alone() {
        return List.of(
                new Finding("attempts that rang twice", rangTwice()),
                new Finding("calls beyond the attempts told", beyondAttempts()),
                new Finding("calls that overlap on one phone", overlapsOnAPhone()),
                new Finding("missions and targets forgotten", forgotten()),
                new Finding("limits passed", limitsPassed()),
                new Finding("negotiation calls that overlap", overlapsInNegotiations()),
                new Finding("calls outside the recipient's window", outsideWindows()),
                new Finding("calls to suppressed numbers", suppressedCalled()),
                new Finding("approvals without exactly one effect", approvalsWithoutOneEffect()),
                new Finding("services that died, or were ready, without what they need", evidence.unsteady()));
    }

    private List<String> rangTwice() {
        return evidence.calls().calls().stream()
                .flatMap(call -> call.attempt().stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(attempt -> attempt.getValue() > 1)
                .map(attempt -> "attempt " + attempt.getKey() + ": " + attempt.getValue() + " calls")
                .toList();
    }

    private List<String> beyondAttempts() {
        return targets((mission, target) -> {
            String phone = target.path("phone").asText();
            int rings = rings(evidence, mission).getOrDefault(phone, 0);
            return rings > target.path("attempts").asInt()
                    ? Optional.of(phone + ": " + rings + " calls, attempts told: " + target.path("attempts"))
                    : Optional.empty();
        });
    }

    private List<String> overlapsOnAPhone() {
        long pairs =
                Math.max(evidence.calls().overlapsOnOnePhone(), evidence.calls().duplicates());
        return pairs == 0 ? List.of() : List.of(pairs + " pairs");
    }

    private List<String> forgotten() {
        List<String> violations = new ArrayList<>();
        for (PlannedMission mission : plan.missions()) {
            JsonNode results = evidence.results().get(mission.name());
            if (results == null || !ENDED.contains(results.path("status").asText())) {
                violations.add(mission.name() + " (" + mission.kind() + ") did not end");
                continue;
            }
            Set<String> missing = new TreeSet<>(mission.phones());
            results.path("targets")
                    .forEach(target -> missing.remove(target.path("phone").asText()));
            missing.forEach(phone -> violations.add(mission.name() + ": " + phone + " is not in the results"));
        }
        violations.addAll(targets(
                (mission, target) -> FINAL.contains(target.path("status").asText())
                        ? Optional.empty()
                        : Optional.of(target.path("phone").asText() + " is "
                                + target.path("status").asText())));
        return violations;
    }

    private List<String> limitsPassed() {
        List<String> violations = new ArrayList<>();
        int lines = plan.settings().lines();
        if (evidence.calls().peak() > lines) {
            violations.add(evidence.calls().peak() + " calls at once on " + lines + " lines");
        }
        evidence.refused().forEach((limit, count) -> {
            if (count > 0) {
                violations.add("the provider refused " + count + " calls for its limit: " + limit);
            }
        });
        for (PlannedMission mission : plan.missions()) {
            int peak = byMission.get(mission.name()).peak();
            if (peak > mission.mostAtOnce()) {
                violations.add(mission.name() + ": " + peak + " calls at once, its limit is " + mission.mostAtOnce());
            }
        }
        return violations;
    }

    private List<String> overlapsInNegotiations() {
        return plan.missions().stream()
                .filter(PlannedMission::isNegotiation)
                .flatMap(mission -> Calls.overlaps(byMission.get(mission.name()).calls()).stream()
                        .map(call -> mission.name() + ": " + call.to() + " at " + call.started()))
                .toList();
    }

    private List<String> outsideWindows() {
        List<String> violations = new ArrayList<>();
        for (PlannedMission mission : plan.missions()) {
            for (Calls.Call call : byMission.get(mission.name()).calls()) {
                mission.window(call.to())
                        .filter(window -> !window.isOpenAt(call.started()))
                        .ifPresent(
                                window -> violations.add(mission.name() + ": " + call.to() + " at " + call.started()));
            }
        }
        return violations;
    }

    private List<String> suppressedCalled() {
        Map<String, Integer> rings = evidence.calls().perPhone();
        return plan.suppressed().stream()
                .filter(phone -> rings.containsKey(phone) || evidence.texts().containsKey(phone))
                .map(phone -> phone + " is on the list")
                .toList();
    }

    /** Each question was decided once; what was allowed to be made exists once. */
    private List<String> approvalsWithoutOneEffect() {
        List<String> violations = new ArrayList<>();
        evidence.approvals()
                .forEach((mission, approvals) -> approvals.forEach(approval -> {
                    if (!approval.path("status").asText().equals("approved")) {
                        violations.add(mission + ": " + approval.path("action").asText() + " is "
                                + approval.path("status").asText());
                    }
                }));
        evidence.assistants().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        violations.add(count + " assistants are alike: '" + name + "'");
                    }
                });
        return violations;
    }

    // --- against the undisturbed run

    private List<String> otherResults(Evidence undisturbed) {
        List<String> violations = new ArrayList<>();
        for (PlannedMission mission : plan.missions()) {
            JsonNode here = evidence.results().get(mission.name());
            JsonNode there = undisturbed.results().get(mission.name());
            if (here == null || there == null) {
                continue; // Told as forgotten.
            }
            compare(
                    mission,
                    Outcome.of(here, rings(evidence, mission)),
                    Outcome.of(there, rings(undisturbed, mission)),
                    violations);
        }
        return violations;
    }

    private void compare(PlannedMission mission, Outcome here, Outcome there, List<String> violations) {
        boolean excused = false;
        for (String phone : mission.phones()) {
            String is = here.targets().get(phone);
            String wouldBe = there.targets().get(phone);
            if (is == null || is.equals(wouldBe)) {
                continue;
            }
            if (dependsOnWebhooks(mission, phone)) {
                excused = true;
            } else {
                violations.add(mission.name() + " (" + mission.kind() + "): " + phone + "\n      is        " + is
                        + "\n      would be  " + wouldBe);
            }
        }
        if (!excused && !here.whole().equals(there.whole())) {
            violations.add(mission.name() + " (" + mission.kind() + ")\n      is        " + here.whole()
                    + "\n      would be  " + there.whole());
        }
    }

    /** How many targets came out otherwise because a webhook was lost or late that nothing can stand in for. */
    int excused(Evidence undisturbed) {
        int excused = 0;
        for (PlannedMission mission : plan.missions()) {
            JsonNode here = evidence.results().get(mission.name());
            JsonNode there = undisturbed.results().get(mission.name());
            if (here != null && there != null) {
                Map<String, String> is =
                        Outcome.of(here, rings(evidence, mission)).targets();
                Map<String, String> wouldBe =
                        Outcome.of(there, rings(undisturbed, mission)).targets();
                excused += (int) is.keySet().stream()
                        .filter(phone -> dependsOnWebhooks(mission, phone))
                        .filter(phone -> !is.get(phone).equals(wouldBe.get(phone)))
                        .count();
            }
        }
        return excused;
    }

    /**
     * Whether something is told of it by webhooks alone: what was said on a line of our own and how it ended, whether a text
     * arrived, that a machine answered. A call of our own must even be spoken to while it lasts.
     */
    private boolean dependsOnWebhooks(PlannedMission mission, String phone) {
        boolean answersByMachine = plan.script().path("numbers").path(phone).findValuesAsText("outcome").stream()
                .anyMatch("voicemail"::equals);
        return mission.isToldByWebhooksAlone() || mission.isText() || answersByMachine;
    }

    /** As many questions of each sort; who of several that need the same assistant asks for it is left to chance. */
    private List<String> otherApprovals(Evidence undisturbed) {
        List<String> violations = new ArrayList<>();
        for (PlannedMission mission : plan.missions()) {
            Map<String, Long> here = asked(evidence, mission);
            Map<String, Long> there = asked(undisturbed, mission);
            if (!here.equals(there)) {
                violations.add(mission.name() + " (" + mission.kind() + "): asked " + here + ", would be " + there);
            }
        }
        return violations;
    }

    private static Map<String, Long> asked(Evidence of, PlannedMission mission) {
        JsonNode approvals = of.approvals().get(mission.name());
        return approvals == null
                ? Map.of()
                : StreamSupport.stream(approvals.spliterator(), false)
                        .map(approval -> approval.path("action").asText())
                        .filter(action -> !action.startsWith("assistant."))
                        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    // ---

    private interface Look {
        Optional<String> at(PlannedMission mission, JsonNode target);
    }

    private List<String> targets(Look look) {
        List<String> violations = new ArrayList<>();
        for (PlannedMission mission : plan.missions()) {
            JsonNode results = evidence.results().get(mission.name());
            if (results != null) {
                results.path("targets")
                        .forEach(target -> look.at(mission, target)
                                .ifPresent(
                                        what -> violations.add(mission.name() + " (" + mission.kind() + "): " + what)));
            }
        }
        return violations;
    }

    /** How often each phone rang, or got a text. */
    private static Map<String, Integer> rings(Evidence of, PlannedMission mission) {
        return mission.isText() ? of.texts() : of.calls().to(mission.phones()).perPhone();
    }
}
