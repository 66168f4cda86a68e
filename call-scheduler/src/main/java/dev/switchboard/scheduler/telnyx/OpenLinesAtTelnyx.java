package dev.switchboard.scheduler.telnyx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Voicemail;
import dev.switchboard.http.HttpAnswer;
import dev.switchboard.scheduler.application.CommandAnswer;
import dev.switchboard.scheduler.application.CommandAnswer.Kind;
import dev.switchboard.scheduler.application.DueCommand;
import dev.switchboard.scheduler.application.OpenLines;
import dev.switchboard.scheduler.config.AccountSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Commands to live calls (contract, section 4.2). */
@ApplicationScoped
class OpenLinesAtTelnyx implements OpenLines {

    private static final String START = "ai_assistant_start";

    /** For a mission that wants a message left but does not say which. */
    private static final String LEAVE_ONE = "You have reached an answering machine and its greeting is over. Leave one"
            + " short message that says who calls and why, and how to call back. Then hang up.";

    private final CallsAtTelnyx calls;
    private final AccountSettings accounts;

    OpenLinesAtTelnyx(CallsAtTelnyx calls, AccountSettings accounts) {
        this.calls = calls;
        this.accounts = accounts;
    }

    @Override
    public Uni<CommandAnswer> send(DueCommand command) {
        return switch (command.kind()) {
            case START_ASSISTANT -> act(command, START, assistant(command));
            case LEAVE_MESSAGE ->
                command.request()
                        .voicemail()
                        .flatMap(Voicemail::message)
                        .map(words -> act(command, "speak", speech(command, words)))
                        .orElseGet(() -> act(command, START, messenger(command)));
            case HANG_UP -> act(command, "hangup", body(command));
        };
    }

    private Uni<CommandAnswer> act(DueCommand command, String action, ObjectNode body) {
        return calls.act(command.account(), command.callControlId(), action, body)
                .map(OpenLinesAtTelnyx::answer);
    }

    private static ObjectNode body(DueCommand command) {
        return EventJson.mapper()
                .createObjectNode()
                .put("command_id", command.id().toString());
    }

    private static ObjectNode assistant(DueCommand command) {
        CallRequested request = command.request();
        ObjectNode body = body(command);
        ObjectNode assistant = body.putObject("assistant").put("id", request.assistantId());
        ObjectNode variables = assistant.putObject("dynamic_variables");
        request.variables().forEach(variables::put);
        return body;
    }

    private static ObjectNode messenger(DueCommand command) {
        ObjectNode body = assistant(command);
        body.withObject("/assistant").put("instructions", LEAVE_ONE);
        return body;
    }

    private ObjectNode speech(DueCommand command, String words) {
        return body(command)
                .put("payload", words)
                .put("voice", accounts.byName().get(command.account()).voice());
    }

    private static CommandAnswer answer(HttpAnswer answer) {
        Optional<String> conversation = PlacingAnswers.text(answer.body().path("data"), "conversation_id");
        return new CommandAnswer(kind(answer), conversation, answer.retryAfter(), answer.reason());
    }

    /** A key that is not accepted may be mended while somebody is on the line; it is as good as a lost connection. */
    private static Kind kind(HttpAnswer answer) {
        return switch (answer.result()) {
            case DONE -> Kind.DONE;
            case REFUSED, MISSING -> nothingIsLeftToDo(answer) ? Kind.DONE : Kind.REFUSED;
            case THROTTLED, NOT_SENT, UNAUTHORISED -> Kind.NOT_ARRIVED;
            case UNCLEAR -> Kind.UNCLEAR;
        };
    }

    private static boolean nothingIsLeftToDo(HttpAnswer answer) {
        return CallsAtTelnyx.says(answer, CallsAtTelnyx.ENDED)
                || CallsAtTelnyx.says(answer, CallsAtTelnyx.NO_SUCH_CALL)
                || CallsAtTelnyx.says(answer, CallsAtTelnyx.TALKS);
    }
}
