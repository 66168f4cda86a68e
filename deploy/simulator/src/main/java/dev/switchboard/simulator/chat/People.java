package dev.switchboard.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.ScriptApproval;
import dev.switchboard.simulator.state.Documents;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The people of the script. Each approval that is asked is given to the next of them, once, in the first channel it is
 * seen in; so long after that, they press or reply. Without an entry nobody answers.
 */
public final class People {

    private static final int MOST_TRIES = 5;

    /** How a person acts in one channel. */
    interface Hands {

        /**
         * Does what was decided, as far as it can be done at once.
         *
         * @return false if the channel cannot be answered
         */
        boolean act(Question question, Shown message, Instant now);
    }

    /** One approval and who answers it; a view of what is kept. */
    record Question(ObjectNode kept) {

        String id() {
            return kept.path("id").asText();
        }

        Person person() {
            return new Person(kept.path("by").asText());
        }

        String decision() {
            return kept.path("decision").asText();
        }

        List<String> shortlist() {
            return kept.path("shortlist").isArray()
                    ? Json.MAPPER.convertValue(
                            kept.get("shortlist"),
                            Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class))
                    : List.of();
        }

        boolean isAnswered() {
            return kept.has("answered_at");
        }
    }

    private final Documents asked;
    private final CurrentScript script;
    private final Timers timers;
    private final Duration patience;
    private final Map<String, Hands> hands = new HashMap<>();
    /** Messages by key, as they look now. */
    private final Map<String, Shown> messages = new HashMap<>();

    /** @param patience mission time after which a person whose press led to nothing presses again */
    public People(CurrentScript script, Timers timers, Journal journal, Duration patience) {
        this.asked = new Documents("asked_approval", journal);
        this.script = script;
        this.timers = timers;
        this.patience = patience;
    }

    void in(String channel, Hands actor) {
        hands.put(channel, actor);
    }

    /** Goes on with what was asked before the process ended. Messages must have been seen again by then. */
    public void resume() {
        asked.all().stream()
                .map(Question::new)
                .filter(question -> question.kept().has("due_at") && !question.isAnswered())
                .forEach(question -> timers.at(
                        Instant.parse(question.kept().path("due_at").asText()), due -> act(question.id(), due)));
    }

    /** A message has come, or looks different now. */
    public void see(Shown message, Instant now) {
        messages.put(message.key(), message);
        if (message.isQuestion()) {
            String subject = message.subject();
            if (asked.find(subject).isEmpty()) {
                ask(subject, message, now);
            }
            return;
        }
        asked.all().stream()
                .filter(kept -> kept.path("message").asText().equals(message.key()))
                .filter(kept -> !kept.has("closed_at"))
                .forEach(kept -> close(kept, message, now));
    }

    /** A message seen in an earlier life, to be remembered only. */
    public void remember(Shown message) {
        messages.put(message.key(), message);
    }

    private void ask(String subject, Shown message, Instant now) {
        ObjectNode kept = Json.object()
                .put("id", subject)
                .put("number", asked.all().size() + 1)
                .put("via", message.via())
                .put("message", message.key())
                .put("text", message.text())
                .put("script", script.generation())
                .put("asked_at", now.toString());
        List<ScriptApproval> approvals = script.get().approvals();
        int next = (int) asked.all().stream()
                .filter(other -> other.path("script").asInt() == script.generation())
                .count();
        if (next < approvals.size()) {
            ScriptApproval entry = approvals.get(next);
            Instant due = now.plus(entry.after());
            kept.put("due_at", due.toString())
                    .put("decision", entry.decision())
                    .put("by", entry.by() == null ? "somebody" : entry.by())
                    .set("shortlist", Json.texts(entry.shortlist()));
            timers.at(due, at -> act(subject, at));
        }
        asked.put(subject, kept);
    }

    private void close(ObjectNode kept, Shown message, Instant now) {
        kept.put("closed_at", now.toString()).put("closed_with", message.text());
        asked.touch(kept.path("id").asText());
    }

    private void act(String subject, Instant now) {
        ObjectNode kept = asked.find(subject).orElseThrow();
        Question question = new Question(kept);
        Shown message = messages.get(kept.path("message").asText());
        int tries = kept.path("tries").asInt() + 1;
        if (question.isAnswered() || kept.has("closed_at") || message == null || tries > MOST_TRIES) {
            return;
        }
        kept.put("tries", tries);
        if (!hands.get(message.via()).act(question, message, now)) {
            kept.put("problem", "the channel has no address or no secret to answer with");
        }
        asked.touch(subject);
        if (!question.isAnswered()) {
            timers.at(now.plus(patience), at -> act(subject, at));
        }
    }

    /** The person has done what they wanted to. */
    void answered(Question question, Instant now) {
        question.kept().put("answered_at", now.toString());
        asked.touch(question.id());
    }

    void failed(Question question, String problem) {
        question.kept().put("problem", problem);
        asked.touch(question.id());
    }

    java.util.Optional<Question> question(String subject) {
        return asked.find(subject).map(Question::new);
    }

    /** Every approval that was asked, with who answers it and what became of its message. */
    public List<ObjectNode> asked() {
        return asked.all();
    }
}
