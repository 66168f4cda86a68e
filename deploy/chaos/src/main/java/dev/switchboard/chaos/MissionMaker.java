package dev.switchboard.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Makes missions of every class, and phones that are busy, away, machines, mute, or answer nonsense. */
final class MissionMaker {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int[] AREA_CODES = {312, 212, 773, 646, 718};
    private static final int PHONES_PER_AREA = 9_900;
    private static final List<String> ZONES = List.of("America/New_York", "America/Chicago");
    private static final double CALLS_PER_TARGET = 1.3;
    /** Approvals that one mission may lead to, generously. */
    private static final int APPROVALS_PER_MISSION = 5;
    /** Submissions end here, so that the last parts die while the last missions run. */
    private static final double SUBMITTED_BY = 0.7;

    /** Short waits: a retry must come while something is being killed. */
    private static final String RETRY = """
            retry:
              no_answer: {max: 1, after: 5m}
              busy: {max: 2, after: 3m}
              failed: {max: 2, after: 3m}
              voicemail: {max: 1, after: 6m}
              empty_insight: {max: 1, after: 4m}
            """;

    private static final String AUTOMATED = "recipients: automated\n";
    /** Opens in Chicago a quarter of an hour after the start, and closes long after the end. */
    private static final String WINDOWED = """
            recipients: service
            calling_window: {from: "08:15", to: "20:45"}
            """;

    private static final String SCORE = """
            insight:
              name: Chaos score
              instructions: Extract the score.
              json_schema:
                {type: object, properties: {score: {type: integer, minimum: 1, maximum: 100}}, required: [score]}
            """;
    private static final String CALLER = """
            assistant: {name: Chaos Caller, instructions: Ask for the score., greeting: Hello., enabled_features: [telephony]}
            """ + SCORE;

    private static final String SWEEP = CALLER + RETRY + "rank: {by: insight.score, order: desc, top: 3}\n";
    private static final String APPROVED = "approval: {before_calls: true}\n";

    private static final String NEGOTIATION = """
            assistant:
              name: Chaos Negotiator
              instructions: Ask for the price. If {{best}} is not empty, ask whether they can beat it.
              greeting: Hello.
              enabled_features: [telephony]
            insight:
              name: Chaos price
              instructions: Extract the price.
              json_schema: {type: object, properties: {price: {type: number}}, required: [price]}
            negotiation:
              objective: minimize
              of: insight.price
              carry: {best: "best == null ? '' : string(best.insight.price)"}
            """ + RETRY + AUTOMATED;

    private static final String ROUNDS =
            """
            rounds:
              - name: first
                assistant: {name: Chaos Screener, instructions: Ask for the score., greeting: Hello., enabled_features: [telephony]}
            %s
                advance: {by: insight.score, order: desc, top: 3, approval: true}
              - name: second
                assistant: {name: Chaos Interviewer, instructions: Ask for the final score., greeting: Hello., enabled_features: [telephony]}
            %s
            rank: {by: insight.score, order: desc}
            """.formatted(SCORE.indent(4).stripTrailing(), SCORE.indent(4).stripTrailing()) + RETRY + AUTOMATED;

    private static final String ACTION = """
            assistant: {name: Chaos Checker, instructions: Ask whether it is free., greeting: Hello., enabled_features: [telephony]}
            insight:
              name: Chaos availability
              instructions: Extract whether it is free.
              json_schema: {type: object, properties: {free: {type: boolean}}, required: [free]}
            limits: {concurrent_calls: 1}
            action:
              until: insight.free
              act:
                assistant: {name: Chaos Booker, instructions: Book it., greeting: Hello., enabled_features: [telephony]}
                insight:
                  name: Chaos booking
                  instructions: Extract whether it is booked.
                  json_schema: {type: object, properties: {booked: {type: boolean}}, required: [booked]}
                confirmed: insight.booked
            """ + RETRY + AUTOMATED;

    private static final String MESSAGE = "voicemail: {leave_message: Please call us back.}\n";

    private static final String TEXTS = """
            channel: sms_chat
            text: "Hello {{patient}}, does your appointment still suit you?"
            assistant: {name: Chaos Texter, instructions: Find out whether they come., enabled_features: [messaging]}
            variables: {patient: there}
            retry: {no_answer: {max: 0}, failed: {max: 1, after: 5m}, empty_insight: {max: 0}}
            """ + SCORE + "rank: {by: insight.score, order: asc}\n" + WINDOWED;

    private final Settings settings;
    private final Random random;
    private final List<ObjectNode> documents = new ArrayList<>();
    private final ObjectNode script;
    private final Set<String> suppressed = new LinkedHashSet<>();
    private int phones;

    MissionMaker(Settings settings) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.script = yaml("seed: " + settings.seed() + "\nlimits: {concurrent_calls: " + settings.lines()
                + ", dials_per_second: 2}\nnumbers: {}\n");
    }

    /** What the provider and the line to it get wrong. */
    static ObjectNode faults() {
        return yaml("{webhook_duplicate: 0.2, webhook_drop: 0.03, webhook_delay_secs: [0, 30], http_500: 0.02,"
                + " http_429: 0.02, accept_then_drop: 0.03}");
    }

    void make() {
        int targets = (int) (settings.calls() / CALLS_PER_TARGET);
        missions("sweep", SWEEP + AUTOMATED, share(targets, 0.16), 120, this::sometimesAway);
        missions("sweep", SWEEP + WINDOWED + APPROVED, share(targets, 0.16), 120, this::sometimesMachine);
        missions("screening", SWEEP + AUTOMATED, share(targets, 0.15), 60, this::sometimesAway);
        missions("negotiation", NEGOTIATION, share(targets, 0.06), 6, this::haggling);
        missions("rounds", ROUNDS, share(targets, 0.11), 12, this::twice);
        missions("action", ACTION, share(targets, 0.05), 5, this::maybeFree);
        missions(
                "sweep",
                SWEEP + WINDOWED + MESSAGE + "place_by: call_control\n",
                share(targets, 0.14),
                60,
                this::sometimesMachine);
        missions("sweep", SWEEP + WINDOWED + "place_by: texml\n", share(targets, 0.07), 40, this::sometimesAway);
        missions("sweep", TEXTS, share(targets, 0.1), 60, this::writing);
        Collections.shuffle(documents, random);
        ArrayNode people = script.putArray("approvals");
        for (int i = 0; i < documents.size() * APPROVALS_PER_MISSION; i++) {
            people.addObject()
                    .put("after_secs", 10 + random.nextInt(50))
                    .put("decision", "approved")
                    .put("by", random.nextBoolean() ? "dana" : "kim");
        }
    }

    List<PlannedMission> missions() {
        // Those with windows first: they must be over before the windows close.
        List<ObjectNode> ordered = Stream.concat(
                        documents.stream().filter(document -> document.has("calling_window")),
                        documents.stream().filter(document -> !document.has("calling_window")))
                .toList();
        List<PlannedMission> missions = new ArrayList<>();
        double step = settings.duration().toMillis() * SUBMITTED_BY / ordered.size();
        for (int i = 0; i < ordered.size(); i++) {
            missions.add(new PlannedMission(Duration.ofMillis((long) (i * step)), ordered.get(i)));
        }
        return List.copyOf(missions);
    }

    ObjectNode script() {
        return script;
    }

    Set<String> suppressed() {
        return Set.copyOf(suppressed);
    }

    private int share(int targets, double share) {
        return Math.max(3, (int) Math.round(targets * share));
    }

    /** What a phone does: its line of the script. */
    private interface Behaviour {
        ArrayNode of(int index);
    }

    private void missions(String missionClass, String text, int targets, int most, Behaviour behaviour) {
        int count = (targets + most - 1) / most;
        for (int i = 0; i < count; i++) {
            ObjectNode document =
                    yaml("name: Chaos %03d\nclass: %s\n".formatted(documents.size() + 1, missionClass) + text);
            if (!document.has("limits") && !missionClass.equals("negotiation")) {
                document.putObject("limits").put("concurrent_calls", 3 + random.nextInt(settings.lines()));
            }
            int size = targets / count + (i < targets % count ? 1 : 0);
            ArrayNode list = document.putArray("targets");
            for (int j = 0; j < size; j++) {
                list.add(target(document, j, behaviour));
            }
            documents.add(document);
        }
    }

    private ObjectNode target(ObjectNode document, int index, Behaviour behaviour) {
        String phone = String.format(
                Locale.ROOT, "+1%d555%04d", AREA_CODES[phones / PHONES_PER_AREA], 100 + phones % PHONES_PER_AREA);
        phones++;
        ObjectNode target = YAML.createObjectNode()
                .put("name", "Target " + phones)
                .put("phone", phone)
                .put("timezone", ZONES.get(random.nextInt(ZONES.size())));
        script.withObject("/numbers").set(phone, behaviour.of(index));
        boolean isPlainSweep = document.path("class").asText().equals("sweep") && !document.has("channel");
        if (isPlainSweep && index % 40 == 2) {
            suppressed.add(phone);
        }
        return target;
    }

    // --- phones

    private ArrayNode sometimesAway(int index) {
        ArrayNode entries = YAML.createArrayNode();
        switch (random.nextInt(14)) {
            case 0 -> entries.add(yaml("{attempt: 1, outcome: busy}"));
            case 1 -> {
                entries.add(yaml("{attempt: 1, outcome: busy}"));
                entries.add(yaml("{attempt: 2, outcome: failed}"));
            }
            case 2 -> entries.add(yaml("{attempt: 1, outcome: no-answer}"));
            case 3 -> entries.add(yaml("{outcome: no-answer}"));
            case 4 -> entries.add(yaml("{attempt: 1, talk_secs: 30, insight: null}"));
            case 5 -> entries.add(yaml("{attempt: 1, talk_secs: 30, insight: {score: 1000}, summary: Off the scale.}"));
            default -> {
                // Answers at once.
            }
        }
        entries.add(talk("score", 1 + random.nextInt(100)));
        return entries;
    }

    private ArrayNode sometimesMachine(int index) {
        ArrayNode entries = YAML.createArrayNode();
        switch (random.nextInt(12)) {
            case 0 -> entries.add(yaml("{outcome: voicemail}"));
            case 1 -> entries.add(yaml("{attempt: 1, outcome: voicemail}"));
            default -> {
                return sometimesAway(index);
            }
        }
        entries.add(talk("score", 1 + random.nextInt(100)));
        return entries;
    }

    private ArrayNode haggling(int index) {
        ArrayNode entries = YAML.createArrayNode();
        if (random.nextInt(6) == 0) {
            entries.add(yaml("{attempt: 1, outcome: busy}"));
        }
        int price = 50 + random.nextInt(50);
        entries.add(talk("price", price - 9).put("when", "vars.best != '' && double(vars.best) < " + price + ".0"));
        entries.add(talk("price", price));
        return entries;
    }

    private ArrayNode twice(int index) {
        ArrayNode entries = YAML.createArrayNode();
        entries.add(talk("score", 1 + random.nextInt(100)).put("when", "assistant == 'Chaos Interviewer'"));
        entries.addAll(sometimesAway(index));
        return entries;
    }

    private ArrayNode maybeFree(int index) {
        ArrayNode entries = YAML.createArrayNode();
        entries.add(yaml("{when: \"assistant == 'Chaos Booker'\", talk_secs: 40, insight: {booked: "
                + (random.nextInt(4) > 0) + "}}"));
        if (random.nextInt(6) == 0) {
            entries.add(yaml("{attempt: 1, outcome: busy}"));
        }
        entries.add(yaml("{talk_secs: 30, insight: {free: " + (index == 4 || random.nextInt(4) == 0) + "}}"));
        return entries;
    }

    private ArrayNode writing(int index) {
        ArrayNode entries = YAML.createArrayNode();
        switch (random.nextInt(8)) {
            case 0 -> entries.add(yaml("{reply: null}"));
            case 1 -> entries.add(yaml("{attempt: 1, outcome: undelivered}"));
            default -> {
                // Arrives, and is answered.
            }
        }
        entries.add(yaml("{reply: Yes., reply_secs: " + (30 + random.nextInt(200)) + ", insight: {score: "
                + (1 + random.nextInt(100)) + "}}"));
        return entries;
    }

    private ObjectNode talk(String field, int value) {
        ObjectNode entry = YAML.createObjectNode()
                .put("ring_secs", 2 + random.nextInt(8))
                .put("talk_secs", 20 + random.nextInt(60));
        entry.putObject("insight").put(field, value);
        return entry.put("summary", "It is " + value + ".");
    }

    private static ObjectNode yaml(String text) {
        try {
            JsonNode document = YAML.readTree(text);
            return (ObjectNode) document;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mission of this class is no YAML", e);
        }
    }
}
