package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.chat.People.Question;
import dev.switchboard.simulator.chat.Shown.Button;
import dev.switchboard.simulator.state.Documents;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People in Slack: they press a button of a message, and fill in the form that opens upon it. Callbacks are signed and
 * repeated as Slack's.
 */
public final class SlackPeople implements People.Hands {

    static final String TEAM = "T0SIMULATOR";

    private static final String APP = "A0SWITCHBOARD";
    /** Real time for which a press can open a form. */
    private static final Duration TRIGGER = Duration.ofSeconds(3);

    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{4,15})\\)?$");

    private static final class Trigger {
        final String subject;
        final Instant issuedAt;
        boolean used;

        Trigger(String subject, Instant issuedAt) {
            this.subject = subject;
            this.issuedAt = issuedAt;
        }
    }

    private final People people;
    private final Documents messages;
    private final ChannelAddresses addresses;
    private final Webhooks webhooks;
    private final InstantSource realTime;
    private final Map<String, Trigger> triggers = new HashMap<>();
    private long presses;

    public SlackPeople(
            People people, Documents messages, ChannelAddresses addresses, Webhooks webhooks, InstantSource realTime) {
        this.people = people;
        this.messages = messages;
        this.addresses = addresses;
        this.webhooks = webhooks;
        this.realTime = realTime;
        people.in("slack", this);
    }

    /** How a kept message looks to people. */
    public static Shown shown(String key, ObjectNode kept) {
        List<Button> buttons = new ArrayList<>();
        for (JsonNode block : kept.path("blocks")) {
            for (JsonNode element : block.path("elements")) {
                if (element.path("type").asText().equals("button")) {
                    ObjectNode raw = element.deepCopy();
                    raw.put("block_id", block.path("block_id").asText(""));
                    buttons.add(new Button(
                            element.path("text").path("text").asText(),
                            element.path("value").asText(""),
                            raw));
                }
            }
        }
        return new Shown("slack", key, kept.path("text").asText(), buttons);
    }

    @Override
    public boolean act(Question question, Shown message, Instant now) {
        if (addresses.slackUrl().isEmpty() || addresses.slackSecret().isEmpty()) {
            return false;
        }
        String word =
                switch (question.decision()) {
                    case "approved" -> "approve";
                    case "rejected" -> "reject";
                    default -> "change";
                };
        Optional<Button> button = message.button(word);
        if (button.isEmpty()) {
            people.failed(question, "no button to say " + word);
            return true;
        }
        press(question, message, button.get(), now);
        if (!question.decision().equals("changed")) {
            people.answered(question, now);
        }
        return true;
    }

    private void press(Question question, Shown message, Button button, Instant now) {
        ObjectNode kept = messages.find(message.key()).orElseThrow();
        String channel = kept.path("channel").asText();
        String ts = kept.path("ts").asText();
        String trigger = newTrigger(question, now);
        ObjectNode payload = payload("block_actions", question.person(), trigger);
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel)
                .put("is_ephemeral", false);
        payload.putObject("channel").put("id", channel).put("name", "missions");
        ObjectNode shown = payload.putObject("message")
                .put("type", "message")
                .put("bot_id", "B0SWITCHBOARD")
                .put("app_id", APP)
                .put("ts", ts)
                .put("text", kept.path("text").asText());
        Json.putIfPresent(shown, "blocks", kept.get("blocks"));
        payload.putObject("state").putObject("values");
        payload.put("response_url", "https://hooks.slack.com/actions/" + TEAM + "/" + presses + "/simulated");
        ObjectNode action = button.raw().deepCopy();
        action.put("action_ts", String.format("%d.%06d", now.getEpochSecond(), presses));
        payload.putArray("actions").add(action);
        send(payload, "block_actions", question);
    }

    private String newTrigger(Question question, Instant now) {
        presses++;
        String trigger =
                now.getEpochSecond() + "." + presses + "." + Integer.toHexString((int) (presses * 2654435761L));
        triggers.put(trigger, new Trigger(question.id(), realTime.instant()));
        return trigger;
    }

    private static ObjectNode payload(String type, Person person, String trigger) {
        ObjectNode payload = Json.object().put("type", type);
        payload.set("user", person.inSlack());
        payload.put("api_app_id", APP).put("token", "simulated").put("trigger_id", trigger);
        payload.putObject("team").put("id", TEAM).put("domain", "simulator");
        return payload.put("is_enterprise_install", false);
    }

    private void send(ObjectNode payload, String what, Question question) {
        webhooks.sendSlack(
                addresses.slackUrl().orElseThrow(), what, question.person().name(), payload);
    }

    /** What is wrong with a trigger, in Slack's word; empty if a form can be opened with it now. */
    public Optional<String> refusal(String trigger) {
        Trigger known = triggers.get(trigger);
        if (known == null) {
            return Optional.of("invalid_trigger_id");
        }
        if (known.used) {
            return Optional.of("exchanged_trigger_id");
        }
        boolean late = Duration.between(known.issuedAt, realTime.instant()).compareTo(TRIGGER) > 0;
        return late ? Optional.of("expired_trigger_id") : Optional.empty();
    }

    /** A form has opened: whoever pressed fills it in and submits it. */
    public void opened(String trigger, ObjectNode view, Instant now) {
        Trigger known = triggers.get(trigger);
        known.used = true;
        people.question(known.subject)
                .filter(question -> !question.isAnswered())
                .ifPresent(question -> submit(question, view, now));
    }

    private void submit(Question question, ObjectNode view, Instant now) {
        ObjectNode submitted = view.deepCopy();
        ObjectNode values = submitted.putObject("state").putObject("values");
        boolean filled = false;
        for (JsonNode block : view.path("blocks")) {
            JsonNode element = block.path("element");
            if (element.has("options")) {
                ArrayNode chosen = chosen(element.path("options"), question.shortlist());
                filled = filled || !chosen.isEmpty();
                values.putObject(block.path("block_id").asText())
                        .putObject(element.path("action_id").asText())
                        .put("type", element.path("type").asText())
                        .set("selected_options", chosen);
            }
        }
        if (!filled) {
            people.failed(question, "the form offers nobody of the shortlist");
            return;
        }
        ObjectNode payload = payload("view_submission", question.person(), newTrigger(question, now));
        payload.set("view", submitted);
        payload.putArray("response_urls");
        send(payload, "view_submission", question);
        people.answered(question, now);
    }

    private static ArrayNode chosen(JsonNode options, List<String> shortlist) {
        ArrayNode chosen = Json.array();
        for (String number : shortlist) {
            for (JsonNode option : options) {
                if (means(option, number)) {
                    chosen.add(option);
                    break;
                }
            }
        }
        return chosen;
    }

    /** A person knows the number by what is shown of it. */
    private static boolean means(JsonNode option, String number) {
        Matcher digits = LAST_DIGITS.matcher(option.path("text").path("text").asText());
        return option.path("value").asText().equals(number) || (digits.find() && number.endsWith(digits.group(1)));
    }
}
