package dev.switchboard.scheduler.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.http.HttpResult;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.domain.action.CallAction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Does something to a live call. The command is kept before it is sent, with who asked for it, and its answer afterwards;
 * it is sent once and never repeated from here. Whoever repeats a request with the same command id is told what became of
 * it, and sends it again under that id only if that is not known: Telnyx then tells the repetition for 60 s.
 */
@ApplicationScoped
public class ActOnCall {

    /**
     * What somebody wants done.
     *
     * @param commandId empty for a new one
     */
    public record Wish(
            String account, UUID callId, CallAction action, ObjectNode fields, Optional<UUID> commandId, String by) {}

    /** What became of it. */
    public sealed interface Done {}

    /**
     * Telnyx has answered, or has not.
     *
     * @param conversationId that Telnyx began for it, if any
     */
    public record Sent(UUID commandId, HttpResult result, String detail, Optional<String> conversationId)
            implements Done {}

    /** There is no such call in this account. */
    public record Unknown() implements Done {}

    /** No phone rings or talks for it now. */
    public record NotLive(String state) implements Done {}

    /** The command id stands for something else. */
    public record Taken() implements Done {}

    private static final Logger LOG = Logger.getLogger(ActOnCall.class);

    private final LiveCalls calls;
    private final CallCommands commands;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final Ids ids;

    ActOnCall(LiveCalls calls, CallCommands commands, UnitOfWork work, MissionClock clock, Ids ids) {
        this.calls = calls;
        this.commands = commands;
        this.work = work;
        this.clock = clock;
        this.ids = ids;
    }

    /** Sends the command; its fields have been checked. */
    public Uni<Done> act(Wish wish) {
        return calls.find(wish.account(), wish.callId())
                .chain(found -> found.map(call -> act(wish, call))
                        .orElseGet(() -> Uni.createFrom().item(new Unknown())));
    }

    private Uni<Done> act(Wish wish, LiveCalls.Sight call) {
        return call.attempt()
                .filter(LiveCalls.AttemptSight::isLive)
                .map(attempt -> keep(wish, attempt).chain(kept -> goOn(wish, attempt, kept)))
                .orElseGet(() -> Uni.createFrom().item(new NotLive(call.state())));
    }

    private Uni<LiveCalls.Command> keep(Wish wish, LiveCalls.AttemptSight attempt) {
        LiveCalls.Command command = new LiveCalls.Command(
                wish.commandId().orElseGet(ids::next),
                wish.callId(),
                attempt.attemptId(),
                wish.action().name(),
                wish.by(),
                clock.instant(),
                "SENDING",
                "");
        return work.perform(session -> calls.keep(session, command, wish.account(), attempt));
    }

    private Uni<Done> goOn(Wish wish, LiveCalls.AttemptSight attempt, LiveCalls.Command kept) {
        boolean same = kept.callId().equals(wish.callId())
                && kept.attemptId().equals(attempt.attemptId())
                && kept.action().equals(wish.action().name());
        if (!same) {
            return Uni.createFrom().item(new Taken());
        }
        return kept.result().equals(HttpResult.DONE.name())
                ? Uni.createFrom().item(new Sent(kept.commandId(), HttpResult.DONE, kept.detail(), Optional.empty()))
                : send(wish, attempt, kept.commandId());
    }

    private Uni<Done> send(Wish wish, LiveCalls.AttemptSight attempt, UUID commandId) {
        ObjectNode fields = wish.fields().deepCopy();
        if (wish.action().takesCommandId()) {
            fields.put("command_id", commandId.toString());
        } else {
            fields.remove("command_id");
        }
        return commands.send(wish.account(), attempt.callControlId().orElseThrow(), wish.action(), fields)
                .call(answer -> work.perform(session ->
                        calls.answered(session, commandId, answer.result().name(), answer.reason())))
                .invoke(answer -> LOG.infof(
                        "%s asked for by %s: %s. callId=%s",
                        wish.action().name(), wish.by(), answer.result(), wish.callId()))
                .map(answer -> sent(commandId, answer));
    }

    private static Done sent(UUID commandId, HttpAnswer answer) {
        Optional<String> conversation = Optional.of(answer.body().path("data").path("conversation_id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        return new Sent(commandId, answer.result(), answer.reason(), conversation);
    }
}
