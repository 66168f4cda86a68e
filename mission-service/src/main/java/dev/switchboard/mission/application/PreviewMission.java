package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.calling.CallingHours;
import dev.switchboard.calling.OpeningHours;
import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.ZonesOfNumbers;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.mission.application.Preview.FirstCall;
import dev.switchboard.mission.application.Preview.Needed;
import dev.switchboard.mission.application.Preview.Skipped;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.Timetable;
import dev.switchboard.mission.missionfile.CsvFiles;
import dev.switchboard.mission.missionfile.MissionFile;
import dev.switchboard.mission.missionfile.MissionFiles;
import dev.switchboard.mission.missionfile.Notation;
import dev.switchboard.mission.missionfile.Reading;
import dev.switchboard.mission.missionfile.Violation;
import dev.switchboard.mission.missionfile.Window;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a mission would do. Nothing is stored, told or made, and nobody is called: the file is read as for a launch,
 * Telnyx is only asked what exists, and the times follow from the rules that calls are placed by.
 */
@ApplicationScoped
public class PreviewMission {

    /** As call-scheduler has it: a window must stay open this long after the call begins. */
    private static final Duration CLOSING_MARGIN = Duration.ofMinutes(1);

    private static final Optional<String> ASK = Optional.of("ask");
    private static final String RECIPIENTS_OWN_ZONE = "recipient";

    /** A preview, or why there is none. */
    public sealed interface Result {

        /** What it would do. */
        record Done(Preview preview) implements Result {}

        /** The file is not a valid mission. */
        record Invalid(List<Violation> violations) implements Result {}

        /** The file names an account that is not the requester's. */
        record Foreign(String account) implements Result {}
    }

    /** A target with its place in the file and its hours. */
    private record Callee(
            int position, Target target, List<ZoneId> zones, CallingHours hours, Optional<Instant> deadline)
            implements Timetable.Hours {

        @Override
        public Optional<Instant> nextOpening(Instant from) {
            return hours.nextOpening(from, CLOSING_MARGIN)
                    .filter(opening -> deadline.map(opening::isBefore).orElse(true));
        }

        private String whyNot() {
            return zones.isEmpty()
                    ? "the number does not tell its time zone: give the target one"
                    : "no window before the deadline";
        }
    }

    private final MissionFiles files;
    private final Definitions definitions;
    private final FindAssistant findAssistant;
    private final FindNumber findNumber;
    private final Suppressed suppressed;
    private final CallPaces paces;
    private final Price price;
    private final MissionClock clock;
    private final Vertx vertx;
    private final ZonesOfNumbers zones = new ZonesOfNumbers();

    PreviewMission(
            MissionFiles files,
            Definitions definitions,
            FindAssistant findAssistant,
            FindNumber findNumber,
            Suppressed suppressed,
            CallPaces paces,
            Price price,
            MissionClock clock,
            Vertx vertx) {
        this.files = files;
        this.definitions = definitions;
        this.findAssistant = findAssistant;
        this.findNumber = findNumber;
        this.suppressed = suppressed;
        this.paces = paces;
        this.price = price;
        this.clock = clock;
        this.vertx = vertx;
    }

    /**
     * Previews what a client of {@code account} posted.
     *
     * @param authorization the client's own, for asking which numbers are suppressed
     */
    public Uni<Result> of(String account, String authorization, byte[] body, Notation notation) {
        return vertx.executeBlocking(() -> read(body, notation), false)
                .chain(reading -> reading.file()
                        .map(file -> preview(account, authorization, file))
                        .orElseGet(() -> Uni.createFrom().item(new Result.Invalid(reading.problems()))));
    }

    private Reading read(byte[] body, Notation notation) {
        return files.read(new String(body, StandardCharsets.UTF_8), notation, CsvFiles.NONE);
    }

    private Uni<Result> preview(String account, String authorization, MissionFile file) {
        if (file.document().has("account") && !file.account().equals(account)) {
            return Uni.createFrom().item(new Result.Foreign(file.account()));
        }
        List<String> phones = file.targets().stream().map(Target::phone).toList();
        return suppressed
                .among(authorization, phones)
                .chain(list -> vertx.executeBlocking(() -> definitions.define(file), false)
                        .chain(definition -> needs(account, definition)
                                .chain(needed -> vertx.executeBlocking(
                                        () -> preview(account, definition, list, needed), false))));
    }

    /** The guarded actions that a run would take, in their order, each once. */
    private Uni<List<Needed>> needs(String account, Definition definition) {
        return findAssistant
                .foresee(account, definition)
                .chain(stages -> findNumber
                        .needs(account, definition.file(), stages.get(0).assistant())
                        .map(number -> Stream.concat(
                                        stages.stream().flatMap(stage -> stage.needed().stream()), number.stream())
                                .distinct()
                                .toList()));
    }

    private Result preview(String account, Definition definition, Optional<Set<String>> list, List<Needed> needed) {
        MissionFile file = definition.file();
        CallPace pace = paces.of(account);
        Instant now = clock.instant();
        Instant begin = now.plus(pace.lead());
        List<Skipped> skipped = new ArrayList<>();
        List<Callee> callees = new ArrayList<>();
        for (Callee callee : inOrder(definition, now)) {
            if (list.map(set -> set.contains(callee.target().phone())).orElse(false)) {
                skipped.add(new Skipped(callee.position(), callee.target(), "the number is suppressed"));
            } else {
                callees.add(callee);
            }
        }
        Timetable.Times times = timetable(definition, pace).of(callees, begin);
        List<FirstCall> calls = new ArrayList<>();
        for (int index = 0; index < callees.size(); index++) {
            Callee callee = callees.get(index);
            times.firstCalls()
                    .get(index)
                    .ifPresentOrElse(
                            at -> calls.add(new FirstCall(
                                    callee.position(),
                                    callee.target(),
                                    callee.zones().stream().map(ZoneId::getId).toList(),
                                    at)),
                            () -> skipped.add(new Skipped(callee.position(), callee.target(), callee.whyNot())));
        }
        calls.sort(Comparator.comparing(FirstCall::at).thenComparingInt(FirstCall::position));
        BigDecimal each = price.of(file.reach(), (int) pace.call().toSeconds());
        return new Result.Done(new Preview(
                definition,
                file.targets().size(),
                calls,
                skipped,
                wordsOfPeople(file, needed),
                now,
                calls.isEmpty() ? Duration.ZERO : Duration.between(now, times.end()),
                Price.shown(each.multiply(BigDecimal.valueOf(calls.size()))),
                Price.shown(price.reserve(file.reach())),
                notes(list)));
    }

    /** Where the mission itself asks for a person's word. */
    private static List<Needed> wordsOfPeople(MissionFile file, List<Needed> needed) {
        List<Needed> all = new ArrayList<>();
        if (file.document().at("/approval/before_calls").asBoolean()) {
            all.add(new Needed("mission.calls", ASK, "the mission wants the plan shown to a person before any call"));
        }
        all.addAll(needed);
        for (JsonNode round : file.document().path("rounds")) {
            if (round.at("/advance/approval").asBoolean()) {
                all.add(new Needed(
                        "round.advance",
                        ASK,
                        "a person decides who advances from round '"
                                + round.path("name").asText() + "'"));
            }
        }
        return all;
    }

    private static List<String> notes(Optional<Set<String>> list) {
        List<String> notes = new ArrayList<>();
        notes.add("only the first call to each target is counted: no further attempts, no later rounds, no early end");
        if (list.isEmpty()) {
            notes.add("suppressed numbers were not checked; they are whenever a call is placed");
        }
        return notes;
    }

    private List<Callee> inOrder(Definition definition, Instant now) {
        MissionFile file = definition.file();
        List<Callee> callees = new ArrayList<>();
        Optional<Instant> deadline = file.limits().deadline().map(limit -> limit.of(now));
        for (int index : definition.strategy().order().arrange(file.targets())) {
            Target target = file.targets().get(index);
            List<ZoneId> possible =
                    target.timezone().map(zone -> List.of(ZoneId.of(zone))).orElseGet(() -> zones.of(target.phone()));
            callees.add(new Callee(index + 1, target, possible, hours(file, possible), deadline));
        }
        return callees;
    }

    private static CallingHours hours(MissionFile file, List<ZoneId> possible) {
        Optional<Window> window = file.callingWindow();
        Optional<ZoneId> fixed = window.map(Window::timezone)
                .filter(zone -> !zone.equals(RECIPIENTS_OWN_ZONE))
                .map(ZoneId::of);
        return CallingHours.forCall(
                Recipients.of(file.recipients().word()).orElseThrow(),
                window.map(hours -> OpeningHours.of(hours.days(), hours.from(), hours.to())),
                fixed,
                possible);
    }

    private static Timetable timetable(Definition definition, CallPace pace) {
        MissionFile file = definition.file();
        int most = definition.strategy().concurrentCalls().orElse(Integer.MAX_VALUE);
        int wanted = file.limits().concurrentCalls().orElse(Integer.MAX_VALUE);
        double rate = file.limits().callsPerSecond().orElse(Double.MAX_VALUE);
        return new Timetable(
                Math.min(pace.concurrentCalls(), Math.min(most, wanted)),
                Math.min(pace.dialsPerSecond(), rate),
                pace.lead().plus(pace.call()),
                most == 1);
    }
}
