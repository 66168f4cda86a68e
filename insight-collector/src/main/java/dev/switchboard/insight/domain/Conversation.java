package dev.switchboard.insight.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answered attempt on its way to an insight and a name.
 *
 * <p>Laws: webhooks and the end of the call may come in any order and any number of times, the outcome is the same; a
 * verdict is given exactly once.
 *
 * @param results what the insights said so far, until the verdict
 * @param tries requests since the last change of state
 * @param dueAt when the state needs something done; empty when {@link State#SETTLED}
 * @param giveUpAt when the state is not waited in any longer
 */
public record Conversation(
        Attempt attempt,
        TelnyxIds ids,
        State state,
        List<InsightResult> results,
        int tries,
        Optional<Instant> dueAt,
        Instant giveUpAt,
        Optional<Verdict.Status> status,
        Optional<String> name) {

    /** A last look this much later than the deadline was held up. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** The call has ended; its insights normally come by webhook before the first look-up is due. */
    public static Conversation callCompleted(Attempt attempt, TelnyxIds ids, Patience patience, Instant now) {
        return new Conversation(
                attempt,
                ids,
                State.WAITING,
                List.of(),
                0,
                Optional.of(now.plus(patience.lookUps(attempt).wait(0))),
                now.plus(patience.insights(attempt)),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A webhook tells something.
     *
     * @param template if it is at hand; if it is needed and not at hand, it is due at once
     */
    public Decision learned(Fact fact, Optional<Template> template, Patience patience, Instant now) {
        if (!fact.account().equals(attempt.account())) {
            return new Decision.Rejected("the webhook is another account's");
        }
        if (ids.speakOfAnotherConversation(fact.ids())) {
            return new Decision.Rejected("the webhook is about another conversation of the same call");
        }
        if (!state.isOpen()) {
            return learnedLate(fact, now);
        }
        Conversation knowing = withIds(ids.completedBy(fact.ids()));
        return switch (fact.kind()) {
            case CONVERSATION_ENDED ->
                knowing.equals(this)
                        ? ignored("conversation.ended is repeated")
                        : knowing.conversationEnded(template, patience, now);
            case INSIGHTS_GENERATED -> knowing.insightToldOf(fact, template, patience, now);
        };
    }

    /** Of a conversation by text only a look-up can tell whether anybody has answered. */
    private Decision insightToldOf(Fact fact, Optional<Template> template, Patience patience, Instant now) {
        return attempt.byText()
                ? accepted(due(state, tries, now))
                : insightArrived(fact.results(), template, patience, now);
    }

    /** The verdict stands. Only an id that naming waits for is of use. */
    private Decision learnedLate(Fact fact, Instant now) {
        if (state == State.NAMING
                && ids.conversationId().isEmpty()
                && fact.ids().conversationId().isPresent()) {
            return accepted(withIds(ids.completedBy(fact.ids())).due(State.NAMING, tries, now));
        }
        return ignored("late or repeated: the verdict is given");
    }

    /** The id may be all that the verdict waited for. */
    private Decision conversationEnded(Optional<Template> template, Patience patience, Instant now) {
        return state == State.CHECKING
                ? checked(template, patience, now).orElseGet(() -> accepted(this))
                : accepted(this);
    }

    private Decision insightArrived(
            List<InsightResult> arrived, Optional<Template> template, Patience patience, Instant now) {
        Conversation knowing = withResults(arrived);
        if (knowing.structured().isEmpty()) {
            // Not among them: Telnyx itself must say whether it will come.
            return accepted(knowing.due(State.WAITING, tries, now));
        }
        if (knowing.ids.conversationId().isEmpty()) {
            // The webhook that tells it is late or lost. It is asked for once, so that others learn it with the
            // verdict.
            return accepted(knowing.due(State.CHECKING, 0, now));
        }
        return knowing.checked(template, patience, now).orElseGet(() -> accepted(knowing.due(State.CHECKING, 0, now)));
    }

    /** A look-up was made because no webhook came. */
    public Decision lookedUp(LookUp lookUp, Optional<Template> template, Patience patience, Instant now) {
        if (!state.isOpen()) {
            return ignored("looked up in vain: the verdict is given");
        }
        Conversation knowing = withConversation(lookUp.conversationId());
        if (state == State.CHECKING) {
            return templateLookedUp(lookUp.conversationId(), template, lookUp.notBefore(), "", patience, now);
        }
        return switch (lookUp.progress()) {
            case COMPLETED -> knowing.completedAtTelnyx(lookUp.results(), template, patience, now);
            case FAILED -> knowing.concluded(knowing.empty(), Optional.empty(), patience, now);
            case PENDING -> knowing.isNotYet(lookUp, patience, now);
            case UNKNOWN -> knowing.goesOn(lookUp, patience.outage(), patience, now);
        };
    }

    private Decision completedAtTelnyx(
            List<InsightResult> found, Optional<Template> template, Patience patience, Instant now) {
        Conversation knowing = withResults(found);
        if (knowing.structured().isEmpty()) {
            return concluded(knowing.empty(), Optional.empty(), patience, now);
        }
        return knowing.insightArrived(List.of(), template, patience, now);
    }

    /** Long after the deadline nobody could ask, or be asked: Telnyx gets the time that it would have had. */
    private Decision isNotYet(LookUp lookUp, Patience patience, Instant now) {
        Conversation waiting = isOverdue(now.minus(LATE)) ? until(now.plus(patience.insights())) : this;
        return waiting.goesOn(lookUp, Duration.ZERO, patience, now);
    }

    private Decision goesOn(LookUp lookUp, Duration longer, Patience patience, Instant now) {
        return isOverdue(now.minus(longer))
                ? deadlinePassed(List.of(), patience, now)
                : accepted(again(lookUp.notBefore(), patience, now));
    }

    /**
     * What the verdict waits for was asked for.
     *
     * @param conversationId empty if Telnyx could not tell; the verdict does not wait for it any longer
     * @param template empty if it could not be had for now
     */
    public Decision templateLookedUp(
            Optional<String> conversationId,
            Optional<Template> template,
            Optional<Duration> notBefore,
            String reason,
            Patience patience,
            Instant now) {
        if (state != State.CHECKING) {
            return ignored("no template is waited for");
        }
        Conversation knowing = withConversation(conversationId);
        return knowing.checked(template, patience, now)
                .orElseGet(() -> isOverdue(now.minus(patience.outage()))
                        ? knowing.deadlinePassed(List.of("its template could not be fetched: " + reason), patience, now)
                        : accepted(knowing.again(notBefore, patience, now)));
    }

    private Decision deadlinePassed(List<String> errors, Patience patience, Instant now) {
        Map<String, Object> insight =
                structured().flatMap(InsightResult::fields).orElse(Map.of());
        return concluded(
                new Verdict(Verdict.Status.TIMED_OUT, insight, summary(), errors), Optional.empty(), patience, now);
    }

    /** Its name was sent to Telnyx. */
    public Decision namingTried(Naming naming, Patience patience, Instant now) {
        if (state != State.NAMING) {
            return ignored("it has its name");
        }
        Conversation knowing = withConversation(naming.conversationId());
        return switch (naming.result()) {
            case NAMED, NEVER -> accepted(knowing.settled());
            case AGAIN ->
                accepted(isOverdue(now) ? knowing.settled() : knowing.again(naming.notBefore(), patience, now));
        };
    }

    /** Empty if the template is needed to tell, and not at hand. */
    private Optional<Decision> checked(Optional<Template> template, Patience patience, Instant now) {
        InsightResult structured = structured().orElseThrow();
        if (structured.isEmpty()) {
            return Optional.of(concluded(empty(), Optional.empty(), patience, now));
        }
        if (structured.fields().isEmpty()) {
            return Optional.of(concluded(notAnObject(structured), Optional.empty(), patience, now));
        }
        return template.map(at -> concluded(against(at, structured.fields().get()), template, patience, now));
    }

    private Verdict against(Template template, Map<String, Object> insight) {
        List<String> violations = template.violations(insight);
        Verdict.Status status = violations.isEmpty() ? Verdict.Status.VALID : Verdict.Status.INVALID;
        return new Verdict(status, insight, summary(), violations);
    }

    private Verdict notAnObject(InsightResult structured) {
        String text = structured.text().strip();
        String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return new Verdict(
                Verdict.Status.INVALID,
                Map.of(),
                summary(),
                List.of("(whole): '" + shown + "', expected a JSON object"));
    }

    private Verdict empty() {
        return new Verdict(Verdict.Status.EMPTY, Map.of(), summary(), List.of());
    }

    private Decision concluded(Verdict verdict, Optional<Template> template, Patience patience, Instant now) {
        Map<String, Object> schema = template.map(Template::schema).orElse(Map.of());
        // A conversation whose id is not known yet is given the time in which the id normally comes by itself.
        Duration wait = ids.conversationId().isPresent()
                ? Duration.ZERO
                : patience.lookUps(attempt).wait(0);
        Conversation next = new Conversation(
                attempt,
                ids,
                State.NAMING,
                List.of(),
                0,
                Optional.of(now.plus(wait)),
                now.plus(patience.naming()),
                Optional.of(verdict.status()),
                Optional.of(ConversationName.of(attempt.sequence(), attempt.targetName(), schema, verdict.insight())));
        return new Decision.Accepted(next, Optional.of(verdict));
    }

    private Optional<InsightResult> structured() {
        return result(attempt.insights().structuredId());
    }

    private Optional<String> summary() {
        return attempt.insights()
                .summaryId()
                .flatMap(this::result)
                .filter(result -> !result.isEmpty())
                .map(InsightResult::text);
    }

    private Optional<InsightResult> result(String insightId) {
        return results.stream()
                .filter(result -> result.insightId().equals(insightId))
                .findFirst();
    }

    private boolean isOverdue(Instant now) {
        return !now.isBefore(giveUpAt);
    }

    private Conversation withConversation(Optional<String> conversationId) {
        return withIds(ids.completedBy(new TelnyxIds(conversationId, Optional.empty(), Optional.empty())));
    }

    private Conversation withIds(TelnyxIds known) {
        return new Conversation(attempt, known, state, results, tries, dueAt, giveUpAt, status, name);
    }

    /** The first word of an insight counts. */
    private Conversation withResults(List<InsightResult> arrived) {
        List<InsightResult> all = new ArrayList<>(results);
        arrived.stream().filter(this::isNew).forEach(all::add);
        return new Conversation(attempt, ids, state, List.copyOf(all), tries, dueAt, giveUpAt, status, name);
    }

    private boolean isNew(InsightResult arrived) {
        return result(arrived.insightId()).isEmpty();
    }

    private Conversation due(State next, int nextTries, Instant at) {
        return new Conversation(attempt, ids, next, results, nextTries, Optional.of(at), giveUpAt, status, name);
    }

    /** Later, but a last time at the deadline. */
    private Conversation again(Optional<Duration> notBefore, Patience patience, Instant now) {
        Duration wait = patience.lookUps(attempt).wait(tries + 1);
        Duration longer = notBefore.filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
        Instant at = now.plus(longer);
        return due(state, tries + 1, at.isAfter(giveUpAt) && giveUpAt.isAfter(now) ? giveUpAt : at);
    }

    private Conversation until(Instant deadline) {
        return new Conversation(attempt, ids, state, results, tries, dueAt, deadline, status, name);
    }

    private Conversation settled() {
        return new Conversation(attempt, ids, State.SETTLED, results, tries, Optional.empty(), giveUpAt, status, name);
    }

    private static Decision accepted(Conversation next) {
        return new Decision.Accepted(next, Optional.empty());
    }

    private static Decision ignored(String reason) {
        return new Decision.Ignored(reason);
    }
}
